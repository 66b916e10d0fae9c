import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, statfsSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** Below DATA_DIR: room that is given up when the disk is full. */
export const reserveName = 'reserve';

const megabyte = 1024 * 1024;
/** Less than this left, and no transaction begins: one that has begun, with the log of it, fits. */
const leastFree = 8 * megabyte;
/** What is under way, the errands already sent and the next start find room in it. */
const reserveSize = 32 * megabyte;

/** Refusals of the system, by their codes. Any I/O error of the database counts: nothing was written, either. */
const codes = /^(SQLITE_FULL|SQLITE_IOERR\w*|ENOSPC|EDQUOT)$/;

/** Nothing can be written: the disk is full, a quota used up, or it fails. */
export class DiskFull extends Error {
	override readonly name = 'DiskFull';
	constructor() {
		super('no room on the disk');
	}
}

/** Whether an error, or what caused it, is the disk that takes no more. */
export function isDiskFull(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if (error instanceof DiskFull) return true;
	const { code } = error as NodeJS.ErrnoException;
	return (code !== undefined && codes.test(code)) || isDiskFull(error.cause);
}

/** Watches the room on the disk of the database. */
export interface Room {
	/** Too little to begin something. Gives up the reserve then. */
	isShort(): boolean;
	/** Gives up the reserve after a write that failed. */
	failed(): void;
	/** Makes the reserve where it is missing and there is room for it. */
	keep(): Promise<void>;
}

/** For a database that nobody else's files can crowd out, as in tests. */
export const endlessRoom: Room = { isShort: () => false, failed() {}, async keep() {} };

/**
 * A file of 32 MiB beside the database, for others fill the disk as well. It is given up when less than 8 MiB are left,
 * and made again once there is room for both. Opened on a full disk it is given up at once.
 */
export function diskRoom(folder: string): Room {
	const file = join(folder, reserveName);
	let givenUp = false;
	let making: Promise<void> | null = null;

	function free(): number {
		const { bavail, bsize } = statfsSync(folder);
		return bavail * bsize;
	}

	function giveUp(): void {
		givenUp = true;
		rmSync(file, { force: true });
	}

	function isShort(): boolean {
		if (free() < leastFree) {
			giveUp();
			return true;
		}
		if (!givenUp) return false;
		// With the reserve made again there must be room left, or it would be given up and made by turns.
		if (free() < reserveSize + 2 * leastFree) return true;
		givenUp = false;
		// That it could not be made shows at the next write.
		void room.keep();
		return false;
	}

	const room: Room = {
		isShort,
		failed: giveUp,
		async keep() {
			if (existsSync(file) || free() < reserveSize + 2 * leastFree) return;
			making ??= fill(file)
				.catch(() => rmSync(`${file}.new`, { force: true }))
				.finally(() => {
					making = null;
				});
			await making;
		},
	};
	isShort();
	return room;
}

/** Bytes that no disk packs together, whole before they have the name. */
async function fill(file: string): Promise<void> {
	const unfinished = `${file}.new`;
	const made = await open(unfinished, 'w', 0o600);
	try {
		for (let at = 0; at < reserveSize; at += megabyte) await made.writeFile(randomBytes(megabyte));
		await made.sync();
	} finally {
		await made.close();
	}
	await rename(unfinished, file);
}
