import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { engine } from '../../../db/engine.ts';
import { alerts } from '../../../db/schema/alerts.ts';
import { lockFolder } from '../../../db/sqlite/lock.ts';
import { canMount, smallDisk } from '../../e2e/small-disk.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';

const alertsOf = async ({ intake }: TestPortal) =>
	(await intake.db.read.select().from(alerts)).filter(({ kind }) => kind === 'disk.short');

test('that writing stopped is in the log once and before the auditor and the city once, also in the middle of a write', async () => {
	const portal = await openTestPortal();
	onTestFinished(() => portal.remove());
	const log = vi.spyOn(portal.intake.log, 'error');
	await portal.intake.db.write(async () => {
		portal.space.failed();
		portal.space.failed();
	});
	await vi.waitFor(async () => expect(await alertsOf(portal)).toHaveLength(1), { timeout: 10_000 });
	expect((await alertsOf(portal))[0]).toMatchObject({ forCity: true, text: expect.stringContaining('暂停受理和办理') });
	expect(log.mock.calls).toEqual([[{ event: 'disk.short' }]]);
	const { json } = await portal.call('GET', 'api/staff/alerts', { as: await portal.signIn('city') });
	expect(JSON.stringify(json)).toContain('服务器磁盘不能写入');
	expect((await portal.call('GET', 'api/health')).json).toEqual({ status: 'ok' });
});

describe.skipIf(!canMount || engine === 'postgres')('a disk on which no file can be made any more', () => {
	test('lets the portal be opened for reading, and refuses what writes with what to do', async () => {
		const disk = smallDisk(120, 400);
		onTestFinished(() => disk.remove());
		const dataDir = join(disk.folder, 'data');
		const first = await openTestPortal({ LOG_FILE: '-', LOG_LEVEL: 'silent' }, { dataDir });
		lockFolder(dataDir)();
		const { number, secret } = await first.report();
		await first.writeFolderManifest();
		await first.space.makeReserve();
		await first.close();
		disk.fillFiles();
		lockFolder(dataDir)();
		const second = await openTestPortal({ LOG_FILE: '-', LOG_LEVEL: 'silent' }, { accounts: false, dataDir });
		expect((await second.call('POST', 'api/reports/track', { body: { number, secret } })).status).toBe(200);
		await expect(second.report()).rejects.toThrow('服务器暂时不能保存内容');
		await second.close();
	});
});
