import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { read } from './built-site.ts';
import { parseCsv } from './parse-csv.ts';

interface DataFile {
	count: number;
	items: Array<Record<string, unknown>>;
}

const data = (name: string): DataFile => JSON.parse(read(`data/${name}.json`));

describe.each(['ponds', 'results', 'statistics', 'campaign'])('%s.json', (name) => {
	it('is valid against the JSON Schema published beside it', () => {
		const schema = z.fromJSONSchema(JSON.parse(read(`data/schema/${name}.schema.json`)));
		expect(schema.safeParse(data(name)).error?.issues ?? []).toEqual([]);
	});

	it('refuses what the schema does not know', () => {
		const schema = z.fromJSONSchema(JSON.parse(read(`data/schema/${name}.schema.json`)));
		expect(schema.safeParse({ ...data(name), items: [{ reporter: '某人' }] }).success).toBe(false);
	});

	it('says how many entries it holds', () => {
		expect(data(name).items).toHaveLength(data(name).count);
	});
});

describe.each(['ponds', 'results'])('%s.csv', (name) => {
	const [head = [], ...rows] = parseCsv(read(`data/${name}.csv`));

	it('opens in Excel with its Chinese intact and as many cells in each row as in the head', () => {
		expect(read(`data/${name}.csv`).charCodeAt(0)).toBe(0xfeff);
		expect(rows.length).toBeGreaterThan(0);
		expect(rows.filter((row) => row.length !== head.length)).toEqual([]);
	});

	it('holds the same entries as the JSON', () => {
		const shown = data(name).items.filter((item) => item.withdrawn === undefined);
		expect(rows.map(([id]) => id)).toEqual(shown.map(({ id }) => id));
	});
});

it('ponds.geojson has one point for each pond whose coordinates were published', () => {
	const { features } = JSON.parse(read('data/ponds.geojson')) as { features: Array<{ id: string }> };
	const placed = data('ponds').items.filter(({ point }) => point !== undefined);
	expect(features.map(({ id }) => id)).toEqual(placed.map(({ id }) => id));
});
