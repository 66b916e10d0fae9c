import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveFolder } from '../../api/http/serve-folder.ts';
import { reduceWithdrawn } from '../../api/publication/record/reduce-withdrawn.ts';
import { openTestPortal, type TestPortal } from '../api/portal.ts';
import { aConcluded, act, aPublished } from '../api/publication/results/results.ts';
import { filesBelow } from '../api/stored.ts';

/** Builds are real here. */
const minutes = 60_000;

let contentDir: string;
let portal: TestPortal;
let first: Published;
let second: Published;
beforeAll(async () => {
	contentDir = mkdtempSync(join(tmpdir(), 'content-'));
	cpSync('content', contentDir, { recursive: true });
	portal = await openTestPortal({ CONTENT_DIR: contentDir });
	first = await publish('红石坡');
	second = await publish('青石沟');
	await gather([first.publicId, second.publicId]);
	await portal.site.ensure();
}, 5 * minutes);
afterAll(async () => {
	await portal.remove();
	rmSync(contentDir, { recursive: true, force: true });
});

interface Published {
	id: string;
	publicId: string;
	/** What is published of it, each of them said of nothing else. */
	said: string[];
}

async function publish(place: string): Promise<Published> {
	const said = Object.fromEntries(
		['标题', '问题', '核查', '纠正', '处罚', '整改', '责任', '依据'].map((part) => [part, `${place}一案的${part}`]),
	);
	const { id, publicId } = await aPublished(portal, await aConcluded(portal), {
		title: said['标题'],
		problem: said['问题'],
		findings: said['核查'],
		measures: { corrected: said['纠正'], penalised: said['处罚'], rectified: said['整改'] },
		accountability: said['责任'],
		legalBasis: said['依据'],
	});
	return { id, publicId, said: Object.values(said) };
}

async function gather(cases: string[]): Promise<void> {
	const call = async (as: string, method: string, path: string, body?: object) => {
		const { status, json } = await portal.call(method, `api/staff/batches${path}`, {
			as: await portal.signIn(as),
			...(body && { body }),
		});
		if (status >= 300) throw new Error(`no batch: ${JSON.stringify(json)}`);
		return json;
	};
	const { number } = await call('city', 'GET', '/next');
	const { id } = await call('city', 'POST', '', { number, asOf: new Date().toISOString(), cases });
	await call('city', 'POST', `/${id}/submit`, { version: 1 });
	await call('city-approver', 'POST', `/${id}/approve`, { version: 2 });
	await portal.delivery.run();
}

/** Files of the portal's data, the database and the sealed apart, that say any of this; sheets are unpacked. */
async function filesThatSay(said: string[]): Promise<string[]> {
	const found: string[] = [];
	for (const { path, bytes } of filesBelow(portal.dataDir)) {
		if (/portal\.db|\/sealed\//.test(path)) continue;
		const text = path.endsWith('.xlsx') ? JSON.stringify(await readExcel(bytes)) : bytes.toString('utf8');
		if (said.some((each) => text.includes(each))) found.push(path.slice(portal.dataDir.length + 1));
	}
	return found;
}

/** Files of the site that is up, with the name of the build taken off. */
const onSite = (files: string[]) => files.map((file) => file.replace(/^public\/[^/]+\//, ''));

const builds = () => readdirSync(join(portal.dataDir, 'public')).filter((name) => name.startsWith('build-'));

/** What the web server answers now. */
async function get(path: string): Promise<{ status: number; text: string }> {
	const site = serveFolder('/', portal.site.folder, { file: '404.html', status: 404 });
	const answer = await site.fetch(new Request(new URL(path, 'http://localhost/')));
	return { status: answer.status, text: await answer.text() };
}

async function withdraw({ id }: Published): Promise<void> {
	const { status } = await act(portal, 'beipiao-approver', id, 'withdraw', { reason: '处罚决定已依法撤销。' });
	expect(status).toBe(200);
	await portal.delivery.run();
}

describe('a result that is withdrawn', { timeout: 5 * minutes }, () => {
	test('was in pages, lists, feeds, data, search and the sheet of its batch: the search for it finds it', async () => {
		const files = onSite(await filesThatSay(first.said));
		for (const file of [
			'index.html',
			'results/index.html',
			`results/${first.publicId}/index.html`,
			'counties/beipiao/index.html',
			'results/batches/3/index.html',
			'results/batches/3.xlsx',
			'results/rss.xml',
			'rss.xml',
			'data/results.json',
			'data/results.csv',
			'search/1.json',
		]) {
			expect(files).toContain(file);
		}
		expect(files).toContain(`record/results/${first.publicId}.yaml`);
	});

	test('shows nothing on its own page at once, and in no file once the site is built, older builds included', async () => {
		await withdraw(first);
		const page = await get(`results/${first.publicId}/`);
		expect(page.text).toContain('本页暂停显示');
		expect(first.said.filter((each) => page.text.includes(each))).toEqual([]);
		await portal.site.ensure();
		expect(await filesThatSay(first.said)).toEqual([]);
		expect(builds()).toEqual([portal.site.state().publishedBuild]);
	});

	test('leaves that it was withdrawn, when and why: on its page, in the list, the data and its batch', async () => {
		const page = (await get(`results/${first.publicId}/`)).text;
		expect(page).toContain('撤回理由：处罚决定已依法撤销。');
		expect((await get('results/')).text).toContain(`${first.publicId}（已撤回）`);
		expect((await get('results/batches/3/')).text).toContain(`已撤回 1 件：${first.publicId}`);
		const { items } = JSON.parse((await get('data/results.json')).text);
		const item = items.find(({ id }: { id: string }) => id === first.publicId);
		expect(Object.keys(item).sort()).toEqual(['demo', 'id', 'url', 'withdrawn']);
		expect((await get('data/changes.json')).text).toContain(`处理结果 ${first.publicId} 撤回`);
		const record = readFileSync(join(portal.dataDir, 'record', 'results', `${first.publicId}.yaml`), 'utf8');
		expect(Object.keys(load(record) as object).sort()).toEqual(['demo', 'id', 'withdrawn']);
	});
});

describe('where the build fails', { timeout: 5 * minutes }, () => {
	const broken = () => join(contentDir, 'site.yaml');
	let sound: string;

	test('the old site stays up without whatever holds the result, and the console hears which', async () => {
		sound = readFileSync(broken(), 'utf8');
		expect(onSite(await filesThatSay(second.said))).toContain('results/batches/3.xlsx');
		writeFileSync(broken(), `${sound}nobodyKnows: 1\n`);
		await withdraw(second);
		await expect(portal.site.ensure()).rejects.toThrow('nobodyKnows');
		expect(await filesThatSay(second.said)).toEqual([]);
		const { state, error } = portal.site.state();
		expect(state).toBe('failed');
		expect(error).toMatch(new RegExp(`载有已撤回内容（${second.publicId}）的 \\d+ 个页面和文件已停止提供`));
		for (const path of [`results/${second.publicId}/`, 'results/', 'results/batches/3/', '']) {
			expect(await get(path)).toMatchObject({ status: 200, text: expect.stringContaining('本页暂停显示') });
		}
		for (const path of ['data/results.json', 'data/results.csv', 'results/rss.xml', 'results/batches/3.xlsx']) {
			expect((await get(path)).status, path).toBe(404);
		}
	});

	test('what has nothing to do with it can be read, and reports can be made', async () => {
		for (const path of ['ponds/', 'report/', 'track/', 'results/demo-2026-001/', 'data/ponds.json']) {
			const { status, text } = await get(path);
			expect({ path, status, paused: text.includes('本页暂停显示') }).toEqual({ path, status: 200, paused: false });
		}
	});

	test('a second failure takes nothing more away', async () => {
		await expect(portal.site.ensure()).rejects.toThrow('nobodyKnows');
		expect((await get('results/demo-2026-001/')).text).not.toContain('本页暂停显示');
		expect(existsSync(join(portal.site.folder, 'data', 'ponds.json'))).toBe(true);
	});

	test('once it can be built again, all pages are back and say what was withdrawn', async () => {
		writeFileSync(broken(), sound);
		await portal.site.ensure();
		expect(portal.site.state()).toMatchObject({ state: 'idle', error: null });
		expect(await filesThatSay([...first.said, ...second.said])).toEqual([]);
		expect((await get('results/')).text).toContain(`${second.publicId}（已撤回）`);
		expect((await get('results/batches/3/')).text).toContain('本批结果已全部撤回');
		expect(builds()).toEqual([portal.site.state().publishedBuild]);
	});
});

test(
	'a build while the record could not be reduced shows nothing of it, either, and is made again later',
	async () => {
		const third = await publish('白石峪');
		await portal.site.ensure();
		expect((await filesThatSay(third.said)).length).toBeGreaterThan(0);
		const inTheWay = join(portal.dataDir, 'record', 'results', `${third.publicId}.yaml.tmp`);
		mkdirSync(join(inTheWay, 'full'), { recursive: true });
		await withdraw(third);
		await portal.site.ensure();
		expect(onSite(await filesThatSay(third.said))).toEqual([`record/results/${third.publicId}.yaml`]);
		expect(portal.site.state().error).toContain(third.publicId);
		rmSync(inTheWay, { recursive: true });
		await reduceWithdrawn(portal.intake, join(portal.dataDir, 'record'));
		await portal.site.ensure();
		expect(portal.site.state()).toMatchObject({ state: 'idle', error: null });
		expect((await get('results/')).text).toContain(`${third.publicId}（已撤回）`);
	},
	5 * minutes,
);
