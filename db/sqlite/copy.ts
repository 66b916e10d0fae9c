import Sqlite from 'better-sqlite3';

/**
 * Copies the database file while others write to it: the copy is one moment of it, checked page by page. Returns how
 * many reports it holds, the number of its last audit row, and the ids of the files that it says are sealed. Throws when
 * there is no database or the copy is not sound.
 */
export async function copyDatabase(
	from: string,
	to: string,
): Promise<{ reports: number; lastAudit: number; sealed: string[] }> {
	const source = new Sqlite(from, { fileMustExist: true });
	try {
		// All pages in one step: a copy in many steps begins anew with each write in between.
		await source.backup(to, { progress: () => Number.MAX_SAFE_INTEGER });
	} finally {
		source.close();
	}
	const copy = new Sqlite(to, { fileMustExist: true });
	try {
		if (copy.pragma('integrity_check', { simple: true }) !== 'ok')
			throw new Error('the copy of the database is not sound');
		// What belongs to the running processes alone, and of the limits would say for years which networks were busy.
		copy.pragma('secure_delete = ON');
		copy.exec('delete from attempts; delete from leases');
		const counts = copy
			.prepare<[], { reports: number; lastAudit: number }>(
				'select (select count(*) from reports) as reports, (select coalesce(max(seq), 0) from audit) as lastAudit',
			)
			.get();
		if (!counts) throw new Error('the copy of the database counts nothing');
		return { ...counts, sealed: sealedIds(copy) };
	} finally {
		copy.close();
	}
}

/** Those of these files that the database still says are sealed. */
export function stillThere(from: string, ids: string[]): string[] {
	const source = new Sqlite(from, { fileMustExist: true });
	try {
		const now = new Set(sealedIds(source));
		return ids.filter((id) => now.has(id));
	} finally {
		source.close();
	}
}

function sealedIds(database: Sqlite.Database): string[] {
	return database.prepare<[], string>("select id from uploads where state = 'sealed'").pluck().all();
}
