import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FolderTaken, lockFolder, type Side } from '../../db/sqlite/lock.ts';
import { ConfigError } from '../config.ts';
import { restrictAccess } from './restrict-access.ts';

/**
 * Locks DATA_DIR for this process as these sides of the portal until it ends, and removes other users' access to it.
 * Throws ConfigError.
 */
export function claimFolder(dataDir: string, sides: Side[]): void {
	prepareFolder(dataDir);
	restrictAccess(dataDir);
	try {
		lockFolder(dataDir, sides);
	} catch (error) {
		if (!(error instanceof FolderTaken)) throw error;
		throw new ConfigError(
			`数据目录 ${dataDir} 正由另一个正在运行的平台使用。请先停止它，再启动；要同时运行另一个平台的，请用 DATA_DIR 指定别的目录。`,
		);
	}
}

/** Makes the folder if need be. Throws ConfigError where it cannot be written. */
export function prepareFolder(dataDir: string): void {
	try {
		mkdirSync(join(dataDir, 'record'), { recursive: true });
		accessSync(dataDir, constants.W_OK);
	} catch {
		throw new ConfigError(`数据目录 ${dataDir} 不能写入，请检查权限，或者用 DATA_DIR 指定别的目录。`);
	}
}
