import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../../content/content.ts';
import { ContentError } from '../../content/content-error.ts';
import { loadContent } from '../../content/load.ts';
import { EarlierDatabase, NewerDatabase, type ReadOnlyDatabase } from '../../db/database.ts';
import { isPostgresUrl } from '../../db/engine.ts';
import { openReader } from '../../db/open.ts';
import type { Config } from '../config.ts';
import { refuseOtherKeys } from '../data-folder/check-folder-keys.ts';
import { refuseLostDatabase } from '../data-folder/key-mismatches.ts';
import { refuseLostKeys } from '../data-folder/refuse-lost-keys.ts';
import { readKeys } from '../keys/key-files.ts';
import { openLog } from '../log.ts';
import { restoreUnreadable } from '../publication/record/restore-record.ts';

/**
 * The content with the public record over it. A record file that is cut would stop the loading of all: the database has
 * what was in it. Throws ContentError, and ConfigError where a file was to be written anew under other keys.
 */
export async function loadWithRecord(config: Config): Promise<Content> {
	const record = join(config.dataDir, 'record');
	try {
		return loadContent(config.contentDir, record);
	} catch (error) {
		const ours = error instanceof ContentError && existsSync(join(record, error.file));
		if (!ours || (await restored(config, record)) === 0) throw error;
		return loadContent(config.contentDir, record);
	}
}

/** Looks at the database as it is: whether this program may bring it up is decided later. */
async function restored(config: Config, record: string): Promise<number> {
	if (!isPostgresUrl(config.database) && !existsSync(config.database)) return 0;
	refuseLostDatabase(config);
	refuseLostKeys(config);
	refuseOtherKeys(config, await readKeys(config), false);
	const reader = await openReaderOrNone(config.database);
	if (!reader) return 0;
	try {
		return await restoreUnreadable({ read: reader.read, log: openLog(config) }, record);
	} finally {
		await reader.close();
	}
}

/** A newer or an earlier database is refused with its own sentence, once it is opened for good. */
async function openReaderOrNone(database: string): Promise<ReadOnlyDatabase | null> {
	try {
		return await openReader(database);
	} catch (error) {
		if (error instanceof NewerDatabase || error instanceof EarlierDatabase) return null;
		throw error;
	}
}
