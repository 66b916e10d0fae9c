import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';

type Entry = Record<string, unknown>;

/** A content folder with as many ponds and results as asked, each a copy of a hand-written one under its own id. */
export function contentWith(counts: { ponds: number; results: number }): string {
	const folder = mkdtempSync(join(tmpdir(), 'bench-content-'));
	cpSync('content', folder, { recursive: true });
	const { counties } = load(readFileSync('content/rules/units.yaml', 'utf8')) as {
		counties: Array<{ adcode: number }>;
	};
	const adcodeOf = (index: number) => counties[index % counties.length]?.adcode;
	fill(folder, 'ponds', counts.ponds, (pond, index) => ({
		...pond,
		name: `${words(index, 2)}尾矿库${index}`,
		adcode: adcodeOf(index),
		town: `${words(index % 100, 1)}镇`,
		company: `${words(index, 3)}有限公司`,
		point: { lat: 40.8 + spread(index) * 1.4, lon: 118.9 + spread(index + 7) * 2.3 },
		height: 10 + Math.round(spread(index + 3) * 70),
		note: words(index, 12),
	}));
	fill(folder, 'results', counts.results, (result, index) => ({
		...result,
		title: `演示案件：${words(index, 3)}第${index}件`,
		adcode: adcodeOf(index),
		batch: 1 + Math.floor(index / 50),
		problem: words(index, 15),
		findings: words(index + 1, 25),
		published: day(index),
		pondId: undefined,
		...(index % 4 === 0 && { pondId: madeId(100 + (index % (counts.ponds - 100))) }),
	}));
	return folder;
}

const madeId = (index: number): string => `made-${String(index).padStart(5, '0')}`;

/** The same number between 0 and 1 for the same index, spread like a random one. */
const spread = (index: number): number => Math.abs(Math.sin(index * 12.9898) * 43758.5453) % 1;

const syllables = [...'山河石金铁铜沟岭川泉林田家庄东西南北上下大小新老红白青龙凤马羊牛'];
/** Made-up words that hardly repeat, so that what is compressed weighs what real texts weigh. */
const words = (index: number, count: number): string =>
	Array.from({ length: count * 2 }, (_, at) => {
		const pick = Math.floor(spread(index * 31 + at * 7) * syllables.length);
		return syllables[pick];
	}).join('');

function fill(folder: string, kind: string, count: number, vary: (entry: Entry, index: number) => Entry): void {
	const models: Entry[] = readdirSync(join(folder, kind)).map(
		(name) => load(readFileSync(join(folder, kind, name), 'utf8')) as Entry,
	);
	for (let index = models.length; index < count; index++) {
		const id = madeId(index);
		const entry = { ...vary(models[index % models.length] ?? {}, index), id, demo: true };
		writeFileSync(join(folder, kind, `${id}.yaml`), dump(entry, { skipInvalid: true }));
	}
}

/** Days spread over two years before the sample data was written. */
const day = (index: number): string => new Date(Date.UTC(2024, 0, 1 + (index % 700))).toISOString().slice(0, 10);
