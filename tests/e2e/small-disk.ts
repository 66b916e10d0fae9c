import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own for a test, in memory. */
export interface SmallDisk {
	folder: string;
	/** Takes all room that is left, as others on the machine may. */
	fill(): void;
	/** Gives it back. */
	empty(): void;
	/** Takes all files that can still be made. */
	fillFiles(): void;
	/** From here on nothing can be written, as a disk with faults is mounted anew by the system. */
	readOnly(): void;
	/** Bytes that are free. */
	free(): number;
	remove(): void;
}

/** Mounting is for root alone: elsewhere these tests are left out, and say so. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mounts();

function mounts(): boolean {
	try {
		smallDisk(1).remove();
		return true;
	} catch {
		return false;
	}
}

export function smallDisk(megabytes: number, files = 10_000): SmallDisk {
	const folder = mkdtempSync(join(tmpdir(), 'disk-'));
	const options = `size=${megabytes}m,nr_inodes=${files},mode=0700`;
	execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
	const filling = join(folder, 'of-somebody-else');
	const manyFiles = join(folder, 'many-of-somebody-else');
	return {
		folder,
		fill() {
			const file = openSync(filling, 'a');
			for (const bytes of [Buffer.alloc(1 << 20), Buffer.alloc(1 << 12)]) untilFull(() => writeSync(file, bytes));
			closeSync(file);
		},
		empty() {
			for (const path of [filling, manyFiles]) rmSync(path, { recursive: true, force: true });
		},
		fillFiles() {
			mkdirSync(manyFiles, { recursive: true });
			untilFull((nth) => writeFileSync(join(manyFiles, String(nth)), ''));
		},
		readOnly() {
			execFileSync('mount', ['-o', 'remount,ro', folder]);
		},
		free() {
			const { bavail, bsize } = statfsSync(folder);
			return bavail * bsize;
		},
		remove() {
			execFileSync('umount', [folder]);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

function untilFull(write: (nth: number) => void): void {
	try {
		for (let nth = 0; ; nth++) write(nth);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
	}
}
