import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

type Entry = Record<string, unknown>;

/** A content folder with as many ponds and results as asked, each a copy of a hand-written one under its own id. */
export function contentWith(counts: { ponds: number; results: number }): string {
	const folder = mkdtempSync(join(tmpdir(), 'bench-content-'));
	cpSync('content', folder, { recursive: true });
	const counties = parse(readFileSync('content/rules/units.yaml', 'utf8')).counties.map(
		({ adcode }: { adcode: number }) => adcode,
	);
	fill(folder, 'ponds', counts.ponds, (pond, index) => ({
		...pond,
		name: `${pond.name}${index}号`,
		adcode: counties[index % counties.length],
	}));
	fill(folder, 'results', counts.results, (result, index) => ({
		...result,
		title: `演示案件：第${index}件`,
		adcode: counties[index % counties.length],
		batch: 1 + Math.floor(index / 50),
		published: day(index),
	}));
	return folder;
}

function fill(folder: string, kind: string, count: number, vary: (entry: Entry, index: number) => Entry): void {
	const models: Entry[] = readdirSync(join(folder, kind)).map((name) =>
		parse(readFileSync(join(folder, kind, name), 'utf8')),
	);
	for (let index = models.length; index < count; index++) {
		const id = `made-${String(index).padStart(5, '0')}`;
		const entry = { ...vary(models[index % models.length] ?? {}, index), id, demo: true };
		writeFileSync(join(folder, kind, `${id}.yaml`), stringify(entry));
	}
}

/** Days spread over two years before the sample data was written. */
const day = (index: number): string => new Date(Date.UTC(2024, 0, 1 + (index % 700))).toISOString().slice(0, 10);
