import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../../../api/config.ts';
import { enqueue } from '../../../../api/outbox/outbox.ts';
import { reduceWithdrawn } from '../../../../api/publication/record/reduce-withdrawn.ts';
import { restoreRecord } from '../../../../api/publication/record/restore-record.ts';
import { writeStatistics } from '../../../../api/publication/record/write-statistics.ts';
import { loadWithRecord } from '../../../../api/start/load-with-record.ts';
import { dayOf } from '../../../../content/facts/time.ts';
import { engine } from '../../../../db/engine.ts';
import { openReader } from '../../../../db/open.ts';
import { rowsOf, run } from '../../../../db/raw.ts';
import { alerts } from '../../../../db/schema/alerts.ts';
import { publications } from '../../../../db/schema/publication.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { aConcluded, act, aPublished } from '../results/results.ts';

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
	const content = await loadWithRecord(readConfig(portal.settings));
	expect(content.results.map(({ id }) => id)).toContain(published.publicId);
});

const loadAll = () => loadWithRecord(readConfig(portal.settings));

describe('before anything is open', () => {
	test('a record that the database does not know and nobody can read is set aside, so that all else is loaded', async () => {
		writeFileSync(join(record, 'results', 'forged.yaml'), 'id: "');
		expect((await loadAll()).results.map(({ id }) => id)).toContain(published.publicId);
		expect(existsSync(join(portal.dataDir, 'set-aside', 'record', 'results', 'forged.yaml'))).toBe(true);
	});

	test('a fault of the content that was written by hand is no reason to look at the database', async () => {
		const contentDir = mkdtempSync(join(tmpdir(), 'content-'));
		onTestFinished(() => rmSync(contentDir, { recursive: true }));
		cpSync('content', contentDir, { recursive: true });
		writeFileSync(join(contentDir, 'rules', 'routing.yaml'), 'borderBandM: "');
		cut(fileOf(published));
		const before = readFileSync(fileOf(published), 'utf8');
		await expect(loadWithRecord(readConfig({ ...portal.settings, CONTENT_DIR: contentDir }))).rejects.toThrow(
			'rules/routing.yaml',
		);
		expect(readFileSync(fileOf(published), 'utf8')).toBe(before);
		await restore();
	});

	test('the database is not brought up, and under other keys nothing is written', async () => {
		const other = await openTestPortal();
		await other.report();
		await other.writeFolderManifest();
		onTestFinished(() => rmSync(other.dataDir, { recursive: true }));
		const file = join(other.dataDir, 'record', 'results', 'cut.yaml');
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, 'id: "');
		const table = engine === 'postgres' ? 'drizzle.__drizzle_migrations' : '__drizzle_migrations';
		// As an earlier version left it.
		const last = `delete from ${table} where created_at = (select max(created_at) from ${table})`;
		await other.staff.db.write((tx) => run(tx, sql.raw(last)));
		await other.close();
		const migrations = async () => {
			const reader = await openReader(other.settings['DATABASE_URL'] ?? join(other.dataDir, 'portal.db'));
			const rows = await rowsOf(reader.read, sql.raw(`select created_at from ${table}`));
			await reader.close();
			return rows;
		};
		const before = await migrations();
		expect(before.length).toBeGreaterThan(0);
		const load = (env = {}) => loadWithRecord(readConfig({ ...other.settings, ...env }));
		await expect(load({ PORTAL_SECRET: 'x'.repeat(40) })).rejects.toThrow('PORTAL_SECRET 与数据目录不相符');
		expect(existsSync(file)).toBe(true);
		await load();
		expect(existsSync(file)).toBe(false);
		expect(await migrations()).toEqual(before);
	});
});

describe('what somebody changed on the server', () => {
	const told = async () =>
		(await portal.intake.db.read.select().from(alerts)).filter(({ kind }) => kind === 'record.changed');
	beforeEach(async () => {
		await restore();
		await portal.intake.db.write((tx) => tx.delete(alerts).then());
	});

	test('a result that the database does not know is set aside, never published, and told to the auditor', async () => {
		const forged = readFileSync(fileOf(published), 'utf8').replace(published.publicId, 'forged-1');
		writeFileSync(join(record, 'results', 'forged-1.yaml'), forged);
		mkdirSync(join(record, 'notices'), { recursive: true });
		writeFileSync(join(record, 'notices', 'forged-2.md'), '---\n---\n');
		expect(await restore()).toBe(2);
		expect(existsSync(join(record, 'results', 'forged-1.yaml'))).toBe(false);
		expect(readFileSync(join(portal.dataDir, 'set-aside', 'record', 'results', 'forged-1.yaml'), 'utf8')).toBe(forged);
		const [alert] = await told();
		for (const id of ['results/forged-1', 'notices/forged-2']) expect(alert?.text).toContain(id);
		expect(await restore()).toBe(0);
		expect(await told()).toHaveLength(1);
	});

	test('figures of a month that is not over are set aside as well: nobody counted them', async () => {
		mkdirSync(join(record, 'statistics'), { recursive: true });
		const month = dayOf(portal.intake.now()).slice(0, 7);
		writeFileSync(
			join(record, 'statistics', `${month}.yaml`),
			`id: ${month}\nasOf: ${month}-01\nsource: 演示\ncounties: []\n`,
		);
		expect(await restore()).toBe(1);
		expect((await told())[0]?.text).toContain(`statistics/${month}`);
		expect(existsSync(join(record, 'statistics', `${month}.yaml`))).toBe(false);
	});

	test('a changed result is put right and told; one that is cut, or written otherwise, is put right without a word', async () => {
		const whole = readFileSync(fileOf(published), 'utf8');
		for (const text of [whole.slice(0, 30), `# a comment\n${whole}`, '']) {
			writeFileSync(fileOf(published), text);
			expect(await restore()).toBe(1);
		}
		expect(await told()).toEqual([]);
		writeFileSync(fileOf(published), whole.replace('某处', '别处'));
		expect(await restore()).toBe(1);
		expect(readFileSync(fileOf(published), 'utf8')).toBe(whole);
		const [alert] = await told();
		expect(alert?.text).toContain(`results/${published.publicId}`);
	});

	test('a file whose job is still open is nobody’s doing', async () => {
		const { db } = portal.intake;
		const [row] = await db.read.select().from(publications).where(eq(publications.id, published.id));
		const changed = JSON.parse(JSON.stringify(row?.record).replace('某处', '该处'));
		await db.write(async (tx) => {
			await tx.update(publications).set({ record: changed }).where(eq(publications.id, published.id));
			await enqueue(tx, portal.intake, { kind: 'record.write', publicationId: published.id });
		});
		expect(await restore()).toBe(1);
		expect(await told()).toEqual([]);
	});
});

test('a row that this program cannot read is let alone, and keeps no other from being restored', async () => {
	const other = await aPublished(portal, await aConcluded(portal));
	const { db } = portal.intake;
	const set = (changed: unknown) =>
		db.write((tx) => tx.update(publications).set({ record: changed }).where(eq(publications.id, published.id)).then());
	const [row] = await db.read.select().from(publications).where(eq(publications.id, published.id));
	await set({ of: 'another time' });
	const before = readFileSync(fileOf(published), 'utf8');
	rmSync(fileOf(other));
	expect(await restore()).toBe(1);
	expect(existsSync(fileOf(other))).toBe(true);
	expect(readFileSync(fileOf(published), 'utf8')).toBe(before);
	await set(row?.record);
});

test('figures of before the two years that are cut are counted anew as well, and no other month', async () => {
	portal.setNow('2030-03-05T02:00:00Z');
	const folder = join(record, 'statistics');
	mkdirSync(folder, { recursive: true });
	const month = '2026-12';
	writeFileSync(join(folder, `${month}.yaml`), 'id: "');
	await restore();
	expect(existsSync(join(folder, `${month}.yaml`))).toBe(false);
	await writeStatistics(portal.intake, record);
	expect((await loadAll()).statistics.map(({ id }) => id)).toContain(month);
	expect(
		readdirSync(folder).filter((name) => name.startsWith('.') || name < '2026-12' || name.startsWith('2027')),
	).toEqual([]);
	rmSync(folder, { recursive: true });
	portal.setNow(null);
});

test('figures that are cut are counted anew', async () => {
	portal.setNow('2027-03-05T02:00:00Z');
	await writeStatistics(portal.intake, record);
	const [month] = (await loadWithRecord(readConfig(portal.settings))).statistics;
	const file = join(record, 'statistics', `${month?.id}.yaml`);
	const whole = readFileSync(file, 'utf8');
	writeFileSync(file, 'id: "');
	expect((await loadWithRecord(readConfig(portal.settings))).statistics).not.toContainEqual(month);
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
