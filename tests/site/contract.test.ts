import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const files = globSync('site/**/*.{ts,vue,astro,mjs}');
const ofApi = /^.*\bfrom '(?:\.\.?\/)+(?:api|db)\/[^']*'|import\('(?:\.\.?\/)+(?:api|db)\/.*$/gm;

test('the site knows of the API the types of its two contracts, and nothing of the database', () => {
	const found = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(ofApi)].map(([line]) => line));
	expect(found.length).toBeGreaterThan(5);
	const allowed = /^import type \{[^}]*\} from '[./]+\/api\/start\/(?:staff|public)-contract\.ts'$/;
	expect(found.filter((line) => !allowed.test(line))).toEqual([]);
});

test.each(['staff', 'public'])(
	'the contract of the %s API holds nothing that could come into a bundle',
	async (name) => {
		expect(Object.keys(await import(`../../api/start/${name}-contract.ts`))).toEqual([]);
	},
);
