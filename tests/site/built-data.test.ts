import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { files, read } from './built-site.ts';
import { parseCsv } from './parse-csv.ts';

interface DataFile {
	$schema: string;
	count: number;
	items: Array<Record<string, unknown>>;
}

const data = (name: string): DataFile => JSON.parse(read(`data/${name}.json`));

/** A validator that is not the library the schemas were made with, strict about what it does not know. */
const ajv = addFormats.default(new Ajv2020({ strict: true, strictTypes: false, allErrors: true }));
ajv.addVocabulary(['unit', 'source']);

const named = files.flatMap((file) => /^data\/schema\/(.+)\.schema\.json$/.exec(file)?.[1] ?? []);
const validators = new Map(
	named.map((name) => [name, ajv.compile(JSON.parse(read(`data/schema/${name}.schema.json`)))]),
);

/** What a file breaks of its schema, as `/items/0/name: must be string`. */
function faults(name: string, content: object): string[] {
	const validate = validators.get(name);
	if (!validate) return ['there is no schema'];
	return validate(content) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath}: ${error.message}`);
}

it('every data file has a schema, and every schema a data file', () => {
	const dataFiles = files.flatMap((file) => /^data\/([a-z]+)\.json$/.exec(file)?.[1] ?? []);
	expect(named.toSorted()).toEqual(dataFiles.toSorted());
});

describe.each(named)('%s.json', (name) => {
	it('is valid against the JSON Schema published beside it', () => {
		expect(faults(name, data(name))).toEqual([]);
	});

	it('refuses what the schema does not know', () => {
		expect(faults(name, { ...data(name), items: [{ reporter: '某人' }] })).not.toEqual([]);
		expect(faults(name, { ...data(name), reporter: '某人' })).not.toEqual([]);
	});

	it('names that schema at its address', () => {
		expect(data(name).$schema).toMatch(new RegExp(`^http.+/data/schema/${name}\\.schema\\.json$`));
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
