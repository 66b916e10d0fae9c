import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../../api/config.ts';
import { loadWithRecord } from '../../../api/data-folder/load-with-record.ts';
import { reduceWithdrawn } from '../../../api/publication/reduce-withdrawn.ts';
import { restoreRecord } from '../../../api/publication/restore-record.ts';
import { writeStatistics } from '../../../api/publication/write-statistics.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { aConcluded, act, aPublished } from './results.ts';

let portal: TestPortal;
let record: string;
let published: { id: string; publicId: string };
beforeAll(async () => {
	portal = await openTestPortal();
	record = join(portal.dataDir, 'record');
	published = await aPublished(portal, await aConcluded(portal));
});
afterAll(() => portal.remove());

const fileOf = ({ publicId }: { publicId: string }) => join(record, 'results', `${publicId}.yaml`);
const restore = () => restoreRecord(portal.intake, record);

/** The first half of a file, as a power cut may leave it. */
function cut(path: string): void {
	const text = readFileSync(path, 'utf8');
	writeFileSync(path, text.slice(0, text.length / 2));
}

test('a public record that is lost, cut or changed is written again from the database, and the others are let alone', async () => {
	const whole = readFileSync(fileOf(published), 'utf8');
	expect(await restore()).toBe(0);
	const damages = [
		() => rmSync(fileOf(published)),
		() => cut(fileOf(published)),
		() => writeFileSync(fileOf(published), whole.replace('某处', '别处')),
	];
	for (const damage of damages) {
		damage();
		expect(await restore()).toBe(1);
		expect(readFileSync(fileOf(published), 'utf8')).toBe(whole);
	}
});

test('a cut record does not keep the portal from starting: all content is loaded, with what the database has', async () => {
	writeFileSync(fileOf(published), 'id: "');
	const content = await loadWithRecord(readConfig({ DATA_DIR: portal.dataDir }));
	expect(content.results.map(({ id }) => id)).toContain(published.publicId);
});

test('figures that are cut are counted anew', async () => {
	portal.setNow('2027-03-05T02:00:00Z');
	await writeStatistics(portal.intake, record);
	const [month] = (await loadWithRecord(readConfig({ DATA_DIR: portal.dataDir }))).statistics;
	const file = join(record, 'statistics', `${month?.id}.yaml`);
	const whole = readFileSync(file, 'utf8');
	writeFileSync(file, 'id: "');
	expect((await loadWithRecord(readConfig({ DATA_DIR: portal.dataDir }))).statistics).not.toContainEqual(month);
	await writeStatistics(portal.intake, record);
	expect(readFileSync(file, 'utf8')).toBe(whole);
	portal.setNow(null);
});

test('what was withdrawn before a crash could write it is gone from the record before the next start serves anything', async () => {
	const result = await aPublished(portal, await aConcluded(portal));
	await act(portal, 'beipiao-approver', result.id, 'withdraw', { reason: '当事人身份可能被认出。' });
	expect(readFileSync(fileOf(result), 'utf8')).toContain('findings');
	await reduceWithdrawn(portal.intake, record);
	expect(readFileSync(fileOf(result), 'utf8')).not.toContain('findings');
	expect(readFileSync(fileOf(result), 'utf8')).toContain('withdrawn');
});
