import Sqlite from 'better-sqlite3';

/**
 * Copies the database file while others write to it: the copy is one moment of it, checked page by page. Returns how
 * many reports it holds, and the number of its last audit row. Throws when there is no database or the copy is not sound.
 */
export async function copyDatabase(from: string, to: string): Promise<{ reports: number; lastAudit: number }> {
	const source = new Sqlite(from, { fileMustExist: true });
	try {
		// All pages in one step: a copy in many steps begins anew with each write in between.
		await source.backup(to, { progress: () => Number.MAX_SAFE_INTEGER });
	} finally {
		source.close();
	}
	const copy = new Sqlite(to, { fileMustExist: true });
	try {
		const [verdict] = copy.pragma('integrity_check') as Array<{ integrity_check: string }>;
		if (verdict?.integrity_check !== 'ok') throw new Error('the copy of the database is not sound');
		return copy
			.prepare(
				'select (select count(*) from reports) as reports, (select coalesce(max(seq), 0) from audit) as lastAudit',
			)
			.get() as { reports: number; lastAudit: number };
	} finally {
		copy.close();
	}
}
