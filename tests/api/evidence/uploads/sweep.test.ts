import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { removeStalled, sweepUploads } from '../../../../api/evidence/uploads/sweep-uploads.ts';
import { uploads } from '../../../../db/schema/evidence.ts';
import { aReport, openTestPortal, type TestPortal } from '../../portal.ts';
import { phoneOf, placeOf } from './phone.ts';
import { jpeg } from './pictures.ts';

let portal: TestPortal;
beforeEach(async () => {
	portal = await openTestPortal({}, { accounts: false });
});
afterEach(() => portal.remove());

const below = (...path: string[]) => join(portal.dataDir, ...path);
const left = () => [...readdirSync(below('uploads')), ...readdirSync(below('sealed'))];
const day = 24 * 3_600_000;
const later = (ms: number) => portal.setNow(new Date(Date.now() + ms).toISOString());

test('what was never sent is removed after a day; what was sent stays', async () => {
	const phone = phoneOf(portal);
	const sent = await phone.send(await jpeg());
	await portal.call('POST', 'api/reports', {
		body: { ...aReport(), uploads: [sent.id] },
		headers: { 'upload-draft': phone.draft },
	});
	await phone.send(await jpeg());
	later(day - 60_000);
	expect(await sweepUploads(portal.intake)).toMatchObject({ abandoned: 0, orphans: 0 });
	later(day + 60_000);
	expect(await sweepUploads(portal.intake)).toMatchObject({ abandoned: 1, orphans: 0 });
	expect(left().sort()).toEqual([`${sent.id}.preview.sealed`, `${sent.id}.sealed`]);
});

const minute = 60_000;

test('a line that is cut for five minutes goes on where it stopped', async () => {
	const phone = phoneOf(portal);
	const photo = await jpeg();
	const path = placeOf(await phone.announce(photo.length));
	await phone.put(path, 0, photo.subarray(0, 1000));
	later(5 * minute);
	expect(await removeStalled(portal.intake)).toBe(0);
	const { headers } = await phone.ask(path);
	expect(headers.get('upload-offset')).toBe('1000');
	const left = Date.parse(headers.get('upload-expires') ?? '') - portal.intake.now().getTime();
	expect(left / minute).toBeCloseTo(5, 0);
	const whole = await phone.put(path, 1000, photo.subarray(1000));
	expect(whole.status).toBe(204);
	expect(Date.parse(whole.headers.get('upload-expires') ?? '')).toBeGreaterThan(Date.now() + 23 * 60 * minute);
});

test('a slow line that brings a hundred kilobytes every nine minutes is never taken for stalled', async () => {
	const phone = phoneOf(portal);
	const path = placeOf(await phone.announce(500_000));
	for (let nth = 0; nth < 4; nth++) {
		later(nth * 9 * minute);
		expect(await removeStalled(portal.intake)).toBe(0);
		expect((await phone.put(path, nth * 100_000, new Uint8Array(100_000))).status).toBe(204);
	}
});

test('of what makes no progress for ten minutes nothing stays, and the phone that comes back later starts again', async () => {
	const phone = phoneOf(portal);
	const photo = await jpeg();
	const announced = placeOf(await phone.announce(200_000_000));
	const begun = placeOf(await phone.announce(photo.length));
	await phone.put(begun, 0, photo.subarray(0, 1000));
	const { id } = await phone.send(await jpeg());
	later(10 * minute + 1000);
	expect(await removeStalled(portal.intake)).toBe(2);
	for (const path of [announced, begun]) expect((await phone.ask(path)).status).toBe(404);
	expect(left().sort()).toEqual([`${id}.preview.sealed`, `${id}.sealed`]);
	expect((await phone.send(photo)).status).toBe(204);
});

test('a whole file that a crash left uninspected is not taken for stalled', async () => {
	const phone = phoneOf(portal);
	const photo = await jpeg();
	const path = placeOf(await phone.announce(photo.length));
	const seal = vi.spyOn(portal.intake.sealer, 'sealStream').mockRejectedValueOnce(new Error('power cut'));
	await phone.put(path, 0, photo);
	seal.mockRestore();
	later(60 * minute);
	expect(await removeStalled(portal.intake)).toBe(0);
	expect((await phone.ask(path)).headers.get('upload-offset')).toBe(String(photo.length));
});

test('whatever a crash left half and without an owner is removed', async () => {
	for (const name of ['a.part', 'b.part']) writeFileSync(below('uploads', name), 'x');
	for (const name of ['c.sealed.new', 'e.preview.sealed.new']) writeFileSync(below('sealed', name), 'x');
	expect(await sweepUploads(portal.intake)).toEqual({ abandoned: 0, orphans: 4, setAside: 0 });
	expect(left()).toEqual([]);
});

test('sealed files that the database does not know are kept aside after a day, never deleted', async () => {
	const { id } = await phoneOf(portal).send(await jpeg());
	// As beside a database from a backup of before.
	await portal.intake.db.write((tx) => tx.delete(uploads).where(eq(uploads.id, id)).then());
	const files = [`${id}.preview.sealed`, `${id}.sealed`];
	expect(await sweepUploads(portal.intake)).toEqual({ abandoned: 0, orphans: 0, setAside: 0 });
	expect(left().sort()).toEqual(files);
	later(day + 60_000);
	expect(await sweepUploads(portal.intake)).toEqual({ abandoned: 0, orphans: 0, setAside: 2 });
	expect(left()).toEqual([]);
	expect(readdirSync(join(portal.dataDir, 'set-aside', 'sealed')).sort()).toEqual(files);
});

test('an arriving file that a crash left beside its sealed form is removed', async () => {
	const { id } = await phoneOf(portal).send(await jpeg());
	writeFileSync(below('uploads', `${id}.part`), 'x');
	await sweepUploads(portal.intake);
	expect(left().sort()).toEqual([`${id}.preview.sealed`, `${id}.sealed`]);
});

test('a file that arrived whole before a crash is finished when the phone asks for it', async () => {
	const phone = phoneOf(portal);
	const photo = await jpeg();
	const path = placeOf(await phone.announce(photo.length));
	const seal = vi.spyOn(portal.intake.sealer, 'sealStream').mockRejectedValueOnce(new Error('power cut'));
	expect((await phone.put(path, 0, photo)).status).toBe(500);
	seal.mockRestore();
	expect((await phone.ask(path)).headers.get('upload-offset')).toBe(String(photo.length));
	const id = path.split('/').at(-1) ?? '';
	const [row] = await portal.intake.db.read.select().from(uploads).where(eq(uploads.id, id));
	expect(row?.state).toBe('sealed');
});

test('the portal sweeps as it starts', async () => {
	writeFileSync(below('uploads', 'a.part'), 'x');
	await portal.sweeper.start();
	expect(left()).toEqual([]);
});
