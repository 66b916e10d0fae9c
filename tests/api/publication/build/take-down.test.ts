import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hidePage, takeDown } from '../../../../api/publication/build/take-down.ts';

/** A folder with these files, removed after the test. */
function folderOf(files: Record<string, string>): string {
	const folder = mkdtempSync(join(tmpdir(), 'take-down-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), text);
	}
	return folder;
}

const withdrawn = 'id: d-1\nwithdrawn: { day: 2026-10-01, reason: 决定已撤销。 }\n';

/** A site that shows a decision and another one, with one batch. */
const aSite = () =>
	folderOf({
		'.fingerprint': 'abc',
		'withheld/index.html': 'NOTICE',
		'results/decisions/index.html': '<a href="/zt/results/decisions/d-1/">某决定</a>',
		'results/decisions/d-1/index.html': '<link href="/zt/results/decisions/d-1/">某决定的事实',
		'results/decisions/d-10/index.html': '<link href="/zt/results/decisions/d-10/">另一决定',
		'results/batches/1/index.html': '<a href="/zt/results/decisions/d-1/">',
		'results/batches/1.xlsx': 'packed',
		'results/batches/2/index.html': '',
		'results/batches/2.xlsx': 'packed',
		'data/decisions.json': '{"items":[{"id":"d-1","url":"/results/decisions/d-1/"},{"id":"d-10"}]}',
		'rss.xml': '<link>https://host/results/decisions/d-1/</link>',
	});
const read = (site: string, file: string) => readFileSync(join(site, file), 'utf8');

test('every kind of publication that was withdrawn leaves pages, feeds, data and sheets; others stay', async () => {
	const site = aSite();
	const content = folderOf({ 'decisions/d-1.yaml': withdrawn, 'decisions/d-10.yaml': 'id: d-10\n' });
	expect(await takeDown(site, [content])).toEqual({ ids: ['d-1'], files: 6 });
	for (const page of ['results/decisions/', 'results/decisions/d-1/', 'results/batches/1/']) {
		expect(read(site, `${page}index.html`)).toBe('NOTICE');
	}
	for (const file of ['data/decisions.json', 'rss.xml', 'results/batches/1.xlsx', '.fingerprint']) {
		expect(existsSync(join(site, file)), file).toBe(false);
	}
	expect(read(site, 'results/decisions/d-10/index.html')).toContain('另一决定');
	expect(existsSync(join(site, 'results/batches/2.xlsx'))).toBe(true);
});

test('what the site already shows as withdrawn, or what stands, is left alone', async () => {
	const site = aSite();
	const content = folderOf({ 'decisions/d-1.yaml': 'id: d-1\nfacts: "withdrawn 之前"\n' });
	expect(await takeDown(site, [content])).toEqual({ ids: [], files: 0 });
	writeFileSync(join(site, 'data/decisions.json'), '{"items":[{"id":"d-1","withdrawn":{}}]}');
	const record = folderOf({ 'decisions/d-1.yaml': withdrawn });
	expect(await takeDown(site, [content, record])).toEqual({ ids: [], files: 0 });
	expect(read(site, '.fingerprint')).toBe('abc');
});

test('a data file of the site that is cut or of another shape does not keep what was withdrawn up', async () => {
	for (const text of ['{"items":[{"id":"d-', '[]', 'null']) {
		const site = aSite();
		writeFileSync(join(site, 'data/decisions.json'), text);
		const content = folderOf({ 'decisions/d-1.yaml': withdrawn });
		expect((await takeDown(site, [content])).ids).toEqual(['d-1']);
		expect(read(site, 'results/decisions/d-1/index.html')).toBe('NOTICE');
	}
});

test('what the database alone knows to be withdrawn goes as well, whatever the files say', async () => {
	const site = folderOf({
		'404.html': 'NOTICE',
		'results/r-1/index.html': '<link href="/results/r-1/">某案',
		'results/index.html': '<a href="/results/r-1/">某案</a>',
		'results/r-2/index.html': '<link href="/results/r-2/">另案',
		'data/results.json': '{"items":[{"id":"r-1"},{"id":"r-2"}]}',
	});
	const content = folderOf({ 'results/r-1.yaml': 'id: r-1\ntitle: 某案\n' });
	expect(await takeDown(site, [content], [{ folder: 'results', publicId: 'r-1' }])).toEqual({ ids: ['r-1'], files: 2 });
	expect(read(site, 'results/r-2/index.html')).toContain('另案');
});

test('a file that cannot be taken off is told, after all others are gone', async () => {
	const site = aSite();
	// A folder in place of a file: it can neither be read nor removed as one.
	mkdirSync(join(site, 'a.csv'));
	const content = folderOf({ 'decisions/d-1.yaml': withdrawn });
	await expect(takeDown(site, [content])).rejects.toThrow();
	expect(read(site, 'results/decisions/d-1/index.html')).toBe('NOTICE');
});

test('it needs no sound content: the file that stops the build may be the very one', async () => {
	const site = aSite();
	const content = folderOf({ 'decisions/d-1.yaml': `${withdrawn}  wrong: [\n` });
	expect((await takeDown(site, [content])).ids).toEqual(['d-1']);
});

test('a site of an earlier version, which has no notice, shows its error page in place', async () => {
	const site = folderOf({ '404.html': 'ERROR PAGE', 'results/r-1/index.html': '某案' });
	await hidePage(site, { folder: 'results', publicId: 'r-1' });
	expect(read(site, 'results/r-1/index.html')).toBe('ERROR PAGE');
	await hidePage(site, { folder: 'results', publicId: 'r-2' });
	expect(existsSync(join(site, 'results/r-2'))).toBe(false);
});

test('a page that no notice can take the place of, as on a full disk, is gone all the same', async () => {
	const site = aSite();
	rmSync(join(site, 'withheld'), { recursive: true });
	mkdirSync(join(site, 'withheld', 'index.html'), { recursive: true });
	await hidePage(site, { folder: 'decisions', publicId: 'd-1' });
	expect(existsSync(join(site, 'results/decisions/d-1/index.html'))).toBe(false);
});
