import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ContentError, loadContent } from '../../content/load.ts';
import { emptyFolder } from './copy-content.ts';

/** A record folder with one result made from a hand-written one. */
function recordWith(id: string, change: (yaml: string) => string): string {
	const record = emptyFolder();
	mkdirSync(join(record, 'results'));
	const yaml = readFileSync('content/results/demo-2026-001.yaml', 'utf8').replace('id: demo-2026-001', `id: ${id}`);
	writeFileSync(join(record, `results/${id}.yaml`), change(yaml));
	return record;
}

test('an entry of the record replaces the hand-written one of the same id', () => {
	const record = recordWith('demo-2026-001', (yaml) => yaml.replace('progress: stage', 'progress: concluded'));
	const results = loadContent('content', record).results.filter((result) => result.id === 'demo-2026-001');
	expect(results.map((result) => result.progress)).toEqual(['concluded']);
});

test('an entry that is only in the record joins the others, newest first', () => {
	const record = recordWith('case-1', (yaml) => yaml.replace('published: 2026-06-02', 'published: 2026-10-01'));
	expect(loadContent('content', record).results.map((result) => result.id)).toEqual([
		'case-1',
		'demo-2026-004',
		'demo-2026-003',
		'demo-2026-002',
		'demo-2026-001',
	]);
});

test('a record folder that nothing was published into yet changes nothing', () => {
	expect(loadContent('content', emptyFolder())).toEqual(loadContent('content'));
});

test('a record entry with a key outside the allow-list is refused', () => {
	const record = recordWith('case-1', (yaml) => `${yaml}reporterName: 某人\n`);
	expect(() => loadContent('content', record)).toThrow(ContentError);
	expect(() => loadContent('content', record)).toThrow('reporterName');
});
