import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ContentError } from '../../content/content-error.ts';
import { loadContent } from '../../content/load.ts';
import { copyOfContent, emptyFolder } from './copy-content.ts';

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

test('texts that publication wrote before it cleaned them are put right without a word', () => {
	const record = recordWith('case-1', (yaml) => yaml.replace(/^problem: .*$/m, 'problem: "上句。\\v下\u200b句。"'));
	const [found] = loadContent('content', record).results.filter(({ id }) => id === 'case-1');
	expect(found?.problem).toBe('上句。\n下句。');
});

describe('a withdrawn result', () => {
	const remains = 'id: case-1\nwithdrawn: { day: 2026-10-01, reason: 决定已撤销。 }\n';

	test('is number, day and reason, and stands in a list of its own', () => {
		const content = loadContent(
			'content',
			recordWith('case-1', () => remains),
		);
		expect(content.results.map(({ id }) => id)).not.toContain('case-1');
		const withdrawn = { day: '2026-10-01', reason: '决定已撤销。' };
		expect(content.withdrawnResults).toEqual([{ id: 'case-1', withdrawn, demo: false }]);
	});

	test('takes the place of the hand-written one of the same id', () => {
		const record = recordWith('demo-2026-001', () => `${remains.replace('case-1', 'demo-2026-001')}batch: 1\n`);
		const { results, withdrawnResults } = loadContent('content', record);
		expect(results.map(({ id }) => id)).not.toContain('demo-2026-001');
		expect(withdrawnResults.map(({ id }) => id)).toEqual(['demo-2026-001']);
	});

	test('written by hand with any of its texts is refused', () => {
		const folder = copyOfContent();
		const file = join(folder, 'results/demo-2026-001.yaml');
		const withdrawn = 'withdrawn: { day: 2026-10-01, reason: 决定已撤销。 }\n';
		writeFileSync(file, `${readFileSync(file, 'utf8')}${withdrawn}`);
		expect(() => loadContent(folder)).toThrow(/results\/demo-2026-001\.yaml.*title/);
		writeFileSync(file, `id: demo-2026-001\nbatch: 1\ndemo: true\n${withdrawn}`);
		expect(loadContent(folder).withdrawnResults.map(({ id }) => id)).toEqual(['demo-2026-001']);
	});
});
