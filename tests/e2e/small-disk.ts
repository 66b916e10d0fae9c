import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own for a test, in memory. */
export interface SmallDisk {
	folder: string;
	/** Takes all room that is left, as others on the machine may. */
	fill(): void;
	/** Gives it back. */
	empty(): void;
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

export function smallDisk(megabytes: number): SmallDisk {
	const folder = mkdtempSync(join(tmpdir(), 'disk-'));
	execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder], { stdio: 'ignore' });
	const filling = join(folder, 'of-somebody-else');
	return {
		folder,
		fill() {
			const file = openSync(filling, 'a');
			for (const size of [1 << 20, 1 << 12]) writeUntilFull(file, Buffer.alloc(size));
			closeSync(file);
		},
		empty: () => rmSync(filling, { force: true }),
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

function writeUntilFull(file: number, bytes: Buffer): void {
	try {
		for (;;) writeSync(file, bytes);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
	}
}
