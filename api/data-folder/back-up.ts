import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyDatabase, stillThere } from '../../db/sqlite/copy.ts';
import { headLines, headOf, headsName } from '../audit/heads.ts';
import { ConfigError } from '../config.ts';
import { copyFiles } from '../files/copy-files.ts';
import { diskStorage } from '../files/disk-storage.ts';
import type { Storage } from '../files/storage.ts';
import { manifestName } from './manifest.ts';

/** What a backup holds. */
export interface BackedUp {
	reports: number;
	/** Originals and previews, sealed. */
	sealedFiles: number;
	/** Originals that the database names and that are nowhere: lost before the backup. */
	missing: number;
}

/**
 * All that cannot be made again, but the keys: whoever finds a backup must not be able to open it. What still arrives is
 * sent anew by its phone, and the site is built from the record.
 */
const folders = ['sealed', 'record'];

/**
 * Copies a portal's data while it runs. The folder appears under its name only when all of it is there; it is a DATA_DIR
 * to start from, with the keys that are kept elsewhere. Sealed files come from `bucket` where they lie in one. Throws
 * ConfigError, StorageAway.
 */
export async function backUp(dataDir: string, target: string, bucket?: Storage): Promise<BackedUp> {
	const database = join(dataDir, 'portal.db');
	if (!existsSync(database)) throw new ConfigError(`${dataDir} 中没有数据库，请用 DATA_DIR 指定数据所在的文件夹。`);
	if (existsSync(target)) throw new ConfigError(`${target} 已经存在，请为备份指定一个新的文件夹。`);
	const unfinished = `${target}.unfinished`;
	await rm(unfinished, { recursive: true, force: true });
	await mkdir(unfinished, { recursive: true, mode: 0o700 });
	const headsBefore = (await headLines(join(dataDir, headsName))).filter((line) => line !== '').length;
	// The database first: a file that it names is sealed before, and one that is sealed meanwhile is swept later.
	const { reports, lastAudit, sealed } = await copyDatabase(database, join(unfinished, 'portal.db'));
	for (const name of folders) {
		const from = join(dataDir, name);
		if (!existsSync(from)) continue;
		// A folder on another disk is a link here: the copy holds what it leads to.
		const options = { recursive: true, dereference: true, filter: isWhole };
		await cp(await realpath(from), join(unfinished, name), options);
	}
	if (bucket) await copyFiles(bucket, diskStorage(unfinished), 'sealed/');
	const mark = join(dataDir, manifestName);
	if (existsSync(mark)) await cp(mark, join(unfinished, manifestName));
	await copyHeads(join(dataDir, headsName), join(unfinished, headsName), { before: headsBefore, lastAudit });
	const copied = await sealedIn(unfinished);
	const missingFiles = sealed.filter((id) => !copied.includes(`${id}.sealed`));
	// Of what was removed meanwhile, as a reporter may, there is no row any more.
	const missing = missingFiles.length > 0 ? stillThere(database, missingFiles).length : 0;
	await rename(unfinished, target);
	return { reports, sealedFiles: copied.length, missing };
}

async function sealedIn(folder: string): Promise<string[]> {
	const sealed = join(folder, 'sealed');
	return existsSync(sealed) ? readdir(sealed) : [];
}

/**
 * The heads of the audit log: all that were noted before the database was copied, and of those noted meanwhile the ones
 * whose rows are in the copy. A head too many would say that the end of the copied log was cut off, one too few that
 * its line was taken away.
 */
async function copyHeads(from: string, to: string, { before, lastAudit }: { before: number; lastAudit: number }) {
	const lines = await headLines(from);
	const remaining = lines.filter((line, index) => index < before || (headOf(line)?.seq ?? 0) <= lastAudit);
	if (remaining.length > 0) await writeFile(to, remaining.join('\n'), { mode: 0o600, flush: true });
}

/** Files that are just being written have another ending, and may be gone a moment later. */
function isWhole(path: string): boolean {
	return !/\.(new|tmp)$/.test(path);
}
