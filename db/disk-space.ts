import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, statfsSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** Below DATA_DIR: a file that reserves space, released when the disk is full. */
const reserveName = 'reserve';

const megabyte = 1024 * 1024;
/** With less free space than this no transaction begins, so that running ones and their log fit. */
const leastFree = 8 * megabyte;
/** Enough for running work, the records of sent jobs and the next start. */
const reserveSize = 32 * megabyte;

/** With fewer free inodes than this no transaction begins: some disks run out of them before their bytes. */
const leastFiles = 64;

/**
 * Error codes that count as a full disk. Any I/O error of the database does, since nothing was written then either; so
 * does CANTOPEN, since the database cannot create the files it needs beside its own. Those with numbers are PostgreSQL's:
 * disk_full, io_error, and a server that may only read.
 */
const codes = /^(SQLITE_(FULL|IOERR\w*|READONLY\w*|CANTOPEN\w*)|53100|58030|25006|ENOSPC|EDQUOT|EROFS|EIO)$/;

/** Nothing can be written: the disk is full, its quota is used up, or it fails. */
export class DiskFull extends Error {
	override readonly name = 'DiskFull';
	constructor() {
		super('no room on the disk');
	}
}

/** Whether an error, or its cause, is a full disk. */
export function isDiskFull(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if (error instanceof DiskFull) return true;
	return ('code' in error && typeof error.code === 'string' && codes.test(error.code)) || isDiskFull(error.cause);
}

/** Free space on the disk of the database. Never throws: a disk that fails counts as full. */
export interface DiskSpace {
	/** Whether there is too little space to begin a transaction; releases the reserve then. */
	isLow(): boolean;
	/** To be called after a write that failed: releases the reserve. */
	failed(): void;
	/** To be called after a write that succeeded. */
	succeeded(): void;
	/** Creates the reserve where it is missing and there is space for it. */
	makeReserve(): Promise<void>;
}

/** For a database whose disk need not be watched, as in tests. */
export const unlimitedSpace: DiskSpace = { isLow: () => false, failed() {}, succeeded() {}, async makeReserve() {} };

/** The space of a real disk. */
export interface WatchedDiskSpace extends DiskSpace {
	/** Calls `listener` each time writing stops, and each time it resumes. */
	whenChanged(listener: (stopped: boolean) => void): void;
}

/**
 * Watches the disk of a folder and keeps a reserve of 32 MiB there, since other programs fill the disk as well. The reserve
 * is released when less than 8 MiB are left, and created again once there is space for both.
 */
export function watchDiskSpace(folder: string): WatchedDiskSpace {
	const file = join(folder, reserveName);
	let [released, failing, stopped] = [false, false, false];
	let making: Promise<void> | null = null;
	let notify: (stopped: boolean) => void = () => undefined;

	function releaseReserve(): void {
		released = true;
		removeIfPossible(file);
	}

	function isLow(): boolean {
		if (!hasSpaceFor(folder, leastFree)) {
			releaseReserve();
			return true;
		}
		if (!released) return false;
		// There must be space left beside the new reserve, or it would be created and released in turns.
		if (!hasSpaceFor(folder, reserveSize + 2 * leastFree)) return true;
		released = false;
		// If it cannot be created, the next write shows it.
		void makeReserve();
		return false;
	}

	function update(low: boolean): boolean {
		if ((low || failing) !== stopped) {
			stopped = !stopped;
			notify(stopped);
		}
		return low;
	}

	async function makeReserve(): Promise<void> {
		if (existsSync(file) || !hasSpaceFor(folder, reserveSize + 2 * leastFree)) return;
		making ??= fill(file)
			.catch(() => removeIfPossible(`${file}.new`))
			.finally(() => {
				making = null;
			});
		await making;
	}

	update(isLow());
	return {
		isLow: () => update(isLow()),
		failed() {
			releaseReserve();
			failing = true;
			update(true);
		},
		succeeded() {
			failing = false;
		},
		makeReserve: makeReserve,
		whenChanged(listener) {
			notify = listener;
		},
	};
}

/** Whether there is space for so many bytes and a few files; false where the disk cannot be queried. */
function hasSpaceFor(folder: string, bytes: number): boolean {
	try {
		const { bavail, bsize, files, ffree } = statfsSync(folder);
		// Some file systems have no fixed number of inodes, and report 0.
		return bavail * bsize >= bytes && (files === 0 || ffree >= leastFiles);
	} catch {
		return false;
	}
}

/** On a disk that fails or is read-only, removing fails as well. */
function removeIfPossible(file: string): void {
	try {
		rmSync(file, { force: true });
	} catch {
		// A reserve that cannot be released stays.
	}
}

/** Writes random bytes, which no disk can compress, and renames the file once it is complete. */
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
