import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** The two sides of the portal. One process may be both. */
export type Side = 'public' | 'staff';

/** Another process has a side of this folder. */
export class FolderTaken extends Error {
	override readonly name = 'FolderTaken';
	readonly side: Side;
	constructor(side: Side) {
		super(`another process is the ${side} side`);
		this.side = side;
	}
}

/** References to the locks held, which garbage collection would otherwise release. */
const heldHere = new Set<Sqlite.Database>();

/**
 * Takes these sides of a data folder for this process. The locks are the system's own: they end with the process,
 * however it ends, and need no process numbers, which come again in containers. Returns what gives them back. Throws
 * FolderTaken.
 */
export function lockFolder(folder: string, sides: Side[]): () => void {
	const held: Sqlite.Database[] = [];
	const release = () => {
		for (const lock of held) {
			lock.close();
			heldHere.delete(lock);
		}
	};
	for (const side of sides) {
		const lock = new Sqlite(join(folder, `${side}.lock`), { timeout: 0 });
		held.push(lock);
		heldHere.add(lock);
		try {
			// With its journal in memory the lock needs no disk space.
			lock.pragma('journal_mode = MEMORY');
			lock.exec('BEGIN EXCLUSIVE');
		} catch (error) {
			release();
			if (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_BUSY') throw new FolderTaken(side);
			throw error;
		}
	}
	return release;
}
