import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { readConfig } from '../../api/config.ts';
import { openLog } from '../../api/log.ts';
import { buildInto } from '../../api/publication/build/build-into.ts';
import { type SiteBuilder, siteBuilder } from '../../api/publication/build/build-site.ts';
import { readBasis } from '../../api/publication/build/made-of.ts';
import type { Withdrawn } from '../../api/publication/build/take-down.ts';
import { dayOf } from '../../content/facts/time.ts';

/** Builds are real here. */
const minutes = 60_000;

type Entry = Record<string, unknown>;

let home: string;
let record: string;
let config: ReturnType<typeof readConfig>;
let site: SiteBuilder;
const taken: Withdrawn[] = [];
const differing: string[][] = [];

beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'merged-'));
	record = join(home, 'data', 'record');
	cpSync('content', join(home, 'content'), { recursive: true });
	config = readConfig({ DATA_DIR: join(home, 'data'), CONTENT_DIR: join(home, 'content'), LOG_LEVEL: 'silent' });
	for (const nth of [1, 2]) publish(`r-${nth}`, { title: `北票市第${nth}件`, pondId: 'demo-01' });
	site = siteBuilder(config, openLog({ ...config, logFile: '-' }), {
		withdrawn: async () => taken,
		onDifference: async (files) => void differing.push(files),
	});
	await site.ensure();
}, 5 * minutes);
afterEach(() => vi.useRealTimers());
afterAll(() => {
	site.stop();
	rmSync(home, { recursive: true, force: true });
});

function write(path: string, entry: Entry): void {
	mkdirSync(join(record, path, '..'), { recursive: true });
	writeFileSync(join(record, path), dump(entry));
}

/** A result as publication writes it, like a hand-written one. */
function publish(id: string, changes: Entry = {}): void {
	const like = load(readFileSync('content/results/demo-2026-001.yaml', 'utf8')) as Entry;
	const { batch: _batch, updates: _updates, ...rest } = like;
	write(`results/${id}.yaml`, { ...rest, id, published: dayOf(new Date()), ...changes });
}

/** Every file that is served, with its bytes. */
function bytesOf(folder: string): Map<string, string> {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => !['.basis', '.fingerprint'].some((own) => path === join(folder, own)));
	return new Map(files.map((path) => [path.slice(folder.length), readFileSync(path).toString('base64')]));
}

/** The same site made as a whole, elsewhere. */
async function whole(): Promise<Map<string, string>> {
	const out = join(home, 'whole');
	await buildInto(config, out, { day: dayOf(new Date()) });
	const bytes = bytesOf(out);
	rmSync(out, { recursive: true });
	return bytes;
}

async function expectSameAsWhole(): Promise<void> {
	const [merged, made] = [bytesOf(site.folder), await whole()];
	expect([...merged.keys()].sort()).toEqual([...made.keys()].sort());
	expect([...made].filter(([file, bytes]) => merged.get(file) !== bytes).map(([file]) => file)).toEqual([]);
}

const page = (path: string) => join(site.folder, path, 'index.html');
const shows = (path: string) => readFileSync(page(path), 'utf8');
const sameFile = (path: string) => `${statSync(page(path)).ino}`;
const isMerged = () => readBasis(site.folder)?.merged;

const changes: Array<[what: string, change: () => void, seen: () => boolean]> = [
	['a new result', () => publish('r-3', { title: '新公布的一件' }), () => shows('').includes('新公布的一件')],
	[
		'a new result of a pond',
		() => publish('r-4', { title: '尾矿库的一件', pondId: 'demo-01' }),
		() => shows('ponds/demo-01').includes('尾矿库的一件'),
	],
	[
		'another edition of a result',
		() => publish('r-1', { title: '改过的标题', pondId: 'demo-02' }),
		() => shows('results/r-1').includes('改过的标题') && !shows('ponds/demo-01').includes('北票市第1件'),
	],
	[
		'a result under review',
		() => publish('r-2', { title: '北票市第2件', underReview: { since: '2026-09-01' } }),
		() => shows('results/r-2').includes('复查中'),
	],
	[
		'a new batch',
		() => {
			write('batches/3.yaml', { id: '3', asOf: '2026-10-17T18:00:00+08:00', cases: ['r-1', 'r-2', 'r-3'] });
			for (const nth of [1, 2, 3]) publish(`r-${nth}`, { problem: `第三批第${nth}件的问题。` });
		},
		() =>
			shows('results/batches/3').includes('第三批第2件的问题') &&
			existsSync(join(site.folder, 'results/batches/3.xlsx')),
	],
	[
		'news of a case of that batch',
		() => publish('r-2', { updates: [{ day: '2026-10-20', text: '已经复绿。' }] }),
		() => shows('results/batches/3').includes('已经复绿'),
	],
	[
		'a penalty decision on a result',
		() => {
			const like = load(readFileSync('content/decisions/demo-d-001.yaml', 'utf8')) as Entry;
			write('decisions/d-9.yaml', { ...like, id: 'd-9', number: '北自然资罚〔2026〕9号', resultId: 'r-1' });
		},
		() => shows('results/r-1').includes('〔2026〕9号'),
	],
	[
		'a pond that says something else',
		() => {
			const like = load(readFileSync('content/ponds/demo-03.yaml', 'utf8')) as Entry;
			write('ponds/demo-03.yaml', { ...like, name: '改名的尾矿库' });
		},
		() => shows('ponds/demo-03').includes('改名的尾矿库') && shows('ponds/sorted/name').includes('改名的尾矿库'),
	],
	[
		'a withdrawn result',
		() => {
			write('results/r-4.yaml', {
				id: 'r-4',
				demo: true,
				withdrawn: { day: dayOf(new Date()), reason: '决定已撤销。' },
			});
			taken.push({ folder: 'results', publicId: 'r-4' });
		},
		() => shows('results/r-4').includes('撤回') && !shows('ponds/demo-01').includes('尾矿库的一件'),
	],
];

test.each(changes)(
	'%s is shown by a site of which the rest is kept, and which is byte for byte one made as a whole',
	async (_what, change, seen) => {
		const kept = sameFile('results/demo-2026-002');
		change();
		await site.ensure();
		expect(seen()).toBe(true);
		expect(isMerged()).toBe(true);
		expect(sameFile('results/demo-2026-002')).toBe(kept);
		await expectSameAsWhole();
	},
	5 * minutes,
);

test(
	'a withdrawn result that was hidden at once is in no file of the site that follows',
	async () => {
		publish('r-5', { title: '将要撤回的一件', pondId: 'demo-04' });
		await site.ensure();
		await site.hide({ folder: 'results', publicId: 'r-5' });
		expect(shows('results/r-5')).not.toContain('将要撤回的一件');
		taken.push({ folder: 'results', publicId: 'r-5' });
		write('results/r-5.yaml', { id: 'r-5', demo: true, withdrawn: { day: dayOf(new Date()), reason: '决定已撤销。' } });
		await site.ensure();
		expect(isMerged()).toBe(true);
		await expectSameAsWhole();
	},
	5 * minutes,
);

test(
	'a page that somebody touched is not kept: the site is made as a whole',
	async () => {
		writeFileSync(page('ponds/demo-05'), 'something else');
		publish('r-6');
		await site.ensure();
		expect(isMerged()).toBe(false);
		expect(shows('ponds/demo-05')).not.toContain('something else');
		await expectSameAsWhole();
	},
	5 * minutes,
);

test(
	'what is written by hand makes the site as a whole',
	async () => {
		const file = join(home, 'content', 'site.yaml');
		writeFileSync(file, readFileSync(file, 'utf8').replace(/^shortTitle: .*$/m, 'shortTitle: 另一个简称'));
		await site.ensure();
		expect(isMerged()).toBe(false);
		expect(shows('results/demo-2026-002')).toContain('另一个简称');
	},
	5 * minutes,
);

test(
	'before the pages of a new day the site is compared with one made as a whole: what differs is told, and replaced',
	async () => {
		publish('r-7', { title: '夜里以前的一件' });
		await site.ensure();
		expect(isMerged()).toBe(true);
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * 60 * minutes });
		await site.ensure();
		expect(differing).toEqual([]);
		expect(readBasis(site.folder)).toMatchObject({ merged: false, day: dayOf(new Date()) });
		publish('r-8', { title: '第二天的一件' });
		await site.ensure();
		// As if a page that shows something else had been taken for the same.
		const list = join(site.folder, '.files');
		writeFileSync(
			list,
			readFileSync(list, 'utf8').replace(/^\S+ ponds\/demo-06\/index\.html$/m, 'a1:0 ponds/demo-06/index.html'),
		);
		vi.setSystemTime(Date.now() + 24 * 60 * minutes);
		await site.ensure();
		expect(differing).toEqual([['ponds/demo-06/index.html']]);
		expect(isMerged()).toBe(false);
	},
	8 * minutes,
);
