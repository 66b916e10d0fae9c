import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Content, ContentError, loadContent } from '../../content/load.ts';
import { endlessRoom } from '../../db/room.ts';
import type { Config } from '../config.ts';
import { restoreRecord } from '../publication/restore-record.ts';
import { openFolderDatabase } from './open-database.ts';

/**
 * The content with the public record over it. A record file that is cut would stop the loading of all: the database has
 * what was in it. Throws ContentError.
 */
export async function loadWithRecord({ contentDir, dataDir }: Config): Promise<Content> {
	const record = join(dataDir, 'record');
	try {
		return loadContent(contentDir, record);
	} catch (error) {
		if (!(error instanceof ContentError) || (await restored(dataDir, record)) === 0) throw error;
		return loadContent(contentDir, record);
	}
}

async function restored(dataDir: string, record: string): Promise<number> {
	if (!existsSync(join(dataDir, 'portal.db'))) return 0;
	const db = openFolderDatabase(dataDir, endlessRoom);
	try {
		return await restoreRecord({ db }, record);
	} finally {
		await db.close();
	}
}
