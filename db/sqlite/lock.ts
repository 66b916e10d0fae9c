import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** Another process is the staff side of this folder. */
export class FolderTaken extends Error {
	override readonly name = 'FolderTaken';
	constructor() {
		super('another process is the staff side');
	}
}

/** References to the locks held, which garbage collection would otherwise release. */
const heldHere = new Set<Sqlite.Database>();

/**
 * Makes this process the one staff side of a data folder: it alone migrates, repairs and builds there, while any number
 * of public processes serve beside it. The lock is the system's own: it ends with the process, however that ends, and
 * needs no process numbers, which come again in containers. Returns what gives it back. Throws FolderTaken.
 */
export function lockFolder(folder: string): () => void {
	const lock = new Sqlite(join(folder, 'staff.lock'), { timeout: 0 });
	heldHere.add(lock);
	const release = () => {
		lock.close();
		heldHere.delete(lock);
	};
	try {
		// With its journal in memory the lock needs no disk space.
		lock.pragma('journal_mode = MEMORY');
		lock.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		release();
		if (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_BUSY') throw new FolderTaken();
		throw error;
	}
	return release;
}
