import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { expect, test } from 'vitest';
import { loadContent } from '../../../content/load.ts';
import { Pond } from '../../../content/schema/pond.ts';
import { copyOfContent, edit, emptyFolder } from '../copy-content.ts';

test('fields that say what stands in them are taken: duty phones, points, codes and the names that the law publishes', () => {
	const folder = copyOfContent();
	const file = join(folder, 'ponds/demo-01.yaml');
	const pond = Pond.parse(load(readFileSync(file, 'utf8')));
	const typed = { phone: '0421-2612345', creditCode: '91211302MA0YEXAMP3', point: { lat: 41.573456, lon: 120.451234 } };
	const persons = { government: { name: '赵铁柱', post: '副县长' } };
	writeFileSync(file, dump({ ...pond, ...typed, persons }));
	edit(
		folder,
		'rules/units.yaml',
		'adcode: 211381, department: water',
		'adcode: 211381, phone: 0421-2612345, department: water',
	);
	expect(loadContent(folder).ponds.find(({ id }) => id === pond.id)).toMatchObject({ ...typed, persons });
});

test('what two persons published is not refused afterwards: one old record would keep every later one from the public', () => {
	const record = emptyFolder();
	mkdirSync(join(record, 'results'));
	const result = load(readFileSync('content/results/demo-2026-001.yaml', 'utf8')) as object;
	writeFileSync(
		join(record, 'results/2026-211381-0001.yaml'),
		dump({ ...result, id: '2026-211381-0001', batch: undefined, problem: '电话13804217788。' }, { skipInvalid: true }),
	);
	expect(loadContent('content', record).results.map(({ id }) => id)).toContain('2026-211381-0001');
});
