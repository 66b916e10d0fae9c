import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, statfsSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** Below DATA_DIR: room that is given up when the disk is full. */
const reserveName = 'reserve';

const megabyte = 1024 * 1024;
/** Less than this left, and no transaction begins: one that has begun, with the log of it, fits. */
const leastFree = 8 * megabyte;
/** What is under way, the jobs already sent and the next start find room in it. */
const reserveSize = 32 * megabyte;

/** Fewer files than this can still be made, and none is begun: some disks run out of them before their bytes. */
const leastFiles = 64;

/**
 * Refusals of the system, by their codes. Any I/O error of the database counts: nothing was written, either. Where no
 * further file can be made, the database cannot open those that it needs beside its own.
 */
const codes = /^(SQLITE_(FULL|IOERR\w*|READONLY\w*|CANTOPEN\w*)|ENOSPC|EDQUOT|EROFS|EIO)$/;

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

/** Watches the room on the disk of the database. Nothing of it throws: a disk that fails is one without room. */
export interface Room {
	/** Too little to begin something. Gives up the reserve then. */
	isShort(): boolean;
	/** Gives up the reserve after a write that failed. */
	failed(): void;
	/** A write came to its end. */
	wrote(): void;
	/** Makes the reserve where it is missing and there is room for it. */
	keep(): Promise<void>;
}

/** For a database that nobody else's files can crowd out, as in tests. */
export const endlessRoom: Room = { isShort: () => false, failed() {}, wrote() {}, async keep() {} };

/** The room of a real disk. */
export interface DiskRoom extends Room {
	/** Calls `listener` each time writing stops, and each time it goes on. */
	whenChanged(listener: (stopped: boolean) => void): void;
}

/**
 * A file of 32 MiB beside the database, for others fill the disk as well. It is given up when less than 8 MiB are left,
 * and made again once there is room for both. Opened on a full disk it is given up at once.
 */
export function diskRoom(folder: string): DiskRoom {
	const file = join(folder, reserveName);
	let [givenUp, failing, stopped] = [false, false, false];
	let making: Promise<void> | null = null;
	let tell: (stopped: boolean) => void = () => undefined;

	function giveUp(): void {
		givenUp = true;
		removeQuietly(file);
	}

	function isShort(): boolean {
		if (!hasRoomFor(folder, leastFree)) {
			giveUp();
			return true;
		}
		if (!givenUp) return false;
		// With the reserve made again there must be room left, or it would be given up and made by turns.
		if (!hasRoomFor(folder, reserveSize + 2 * leastFree)) return true;
		givenUp = false;
		// That it could not be made shows at the next write.
		void keep();
		return false;
	}

	function note(short: boolean): boolean {
		if ((short || failing) !== stopped) {
			stopped = !stopped;
			tell(stopped);
		}
		return short;
	}

	async function keep(): Promise<void> {
		if (existsSync(file) || !hasRoomFor(folder, reserveSize + 2 * leastFree)) return;
		making ??= fill(file)
			.catch(() => removeQuietly(`${file}.new`))
			.finally(() => {
				making = null;
			});
		await making;
	}

	note(isShort());
	return {
		isShort: () => note(isShort()),
		failed() {
			giveUp();
			failing = true;
			note(true);
		},
		wrote() {
			failing = false;
		},
		keep,
		whenChanged(listener) {
			tell = listener;
		},
	};
}

/** Whether so many bytes, and a few files, find room there; not where the disk does not even say. */
function hasRoomFor(folder: string, bytes: number): boolean {
	try {
		const { bavail, bsize, files, ffree } = statfsSync(folder);
		// Some kinds of disk have no fixed number of files, and say 0.
		return bavail * bsize >= bytes && (files === 0 || ffree >= leastFiles);
	} catch {
		return false;
	}
}

/** On a disk that fails or takes no writes, removing fails as well. */
function removeQuietly(file: string): void {
	try {
		rmSync(file, { force: true });
	} catch {
		// What cannot be given up stays.
	}
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
