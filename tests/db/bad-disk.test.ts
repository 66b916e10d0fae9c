import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { count } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../db/database.ts';
import { type DiskSpace, isDiskFull, watchDiskSpace } from '../../db/disk-space.ts';
import { openDatabase } from '../../db/open.ts';
import { signInFailures } from '../../db/schema/accounts.ts';
import { canMount, type SmallDisk, smallDisk } from '../e2e/small-disk.ts';

// Real disks: as others than root nothing can be mounted.
describe.skipIf(!canMount)('a disk that fails', () => {
	let disk: SmallDisk;
	let folder: string;
	beforeEach(() => {
		disk = smallDisk(100, 300);
		folder = join(disk.folder, 'data');
		mkdirSync(folder);
	});
	afterEach(async () => {
		await closeAll();
		disk.remove();
	});
	const opened: Array<{ db: Database; room: DiskSpace }> = [];

	/** With the reserve that is just being made. */
	async function closeAll(): Promise<void> {
		for (const { db, room } of opened.splice(0)) {
			await room.makeReserve();
			await db.close();
		}
	}

	async function open() {
		const room = watchDiskSpace(folder);
		const told: boolean[] = [];
		room.whenChanged((stopped) => told.push(stopped));
		const db = await openDatabase(join(folder, 'portal.db'), room);
		opened.push({ db, room });
		const add = (nameHash: string) =>
			db.write((tx) => tx.insert(signInFailures).values({ nameHash, failures: 1, at: '' }).then());
		const rows = async () => (await db.read.select({ total: count() }).from(signInFailures))[0]?.total;
		return { room, told, db, add, rows };
	}

	/** Closed again: a disk with files open for writing is made read-only by the kernel alone. */
	async function closed(): Promise<void> {
		const { add, room } = await open();
		await add('before');
		await room.makeReserve();
		await closeAll();
	}

	test('that the system made read-only counts as a full one, and nothing done beside a write throws', async () => {
		const room = watchDiskSpace(folder);
		await room.makeReserve();
		await closed();
		disk.readOnly();
		room.failed();
		await room.makeReserve();
		expect(existsSync(join(folder, 'reserve'))).toBe(true);
		await expect(open()).rejects.toSatisfy(isDiskFull);
	});

	test('of which one write failed is said to be stopped until one comes to its end', async () => {
		const { room, told, add } = await open();
		for (let nth = 0; nth < 3; nth++) room.failed();
		expect(room.isLow()).toBe(false);
		expect(told).toEqual([true]);
		await add('goes on');
		room.isLow();
		expect(told).toEqual([true, false]);
	});

	test('on which no file can be made any more is opened for reading, and written again once there are', async () => {
		await closed();
		disk.fillFiles();
		const second = await open();
		expect(second.db.hasSpace()).toBe(false);
		expect(await second.rows()).toBe(1);
		await expect(second.add('refused')).rejects.toSatisfy(isDiskFull);
		await closeAll();
		disk.empty();
		const third = await open();
		await third.add('after');
		expect(await third.rows()).toBe(2);
	});

	test('that is filled and emptied is told of twice, and no more', async () => {
		const { room, told, add } = await open();
		await room.makeReserve();
		disk.fill();
		for (const name of ['one', 'two']) await expect(add(name)).rejects.toSatisfy(isDiskFull);
		expect(existsSync(join(folder, 'reserve'))).toBe(false);
		disk.empty();
		for (const name of ['three', 'four']) await add(name);
		expect(told).toEqual([true, false]);
	});

	test('whose folder is gone is one without room, and nothing throws', async () => {
		const room = watchDiskSpace(folder);
		rmSync(folder, { recursive: true });
		expect(room.isLow()).toBe(true);
		room.failed();
		await room.makeReserve();
	});
});
