import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { engine } from '../../db/engine.ts';
import { FolderTaken, lockFolder } from '../../db/sqlite/lock.ts';
import { ConfigError } from '../config.ts';
import { manifestName } from './manifest.ts';
import { restrictAccess } from './restrict-access.ts';

/**
 * Takes DATA_DIR for this process as its staff side, alone or with the public one, until the process ends, and removes
 * other users' access to it. Throws ConfigError.
 */
export function claimFolder(dataDir: string): void {
	prepareFolder(dataDir);
	restrictAccess(dataDir, 'staff');
	// Several staff processes agree by the database there (`api/keeper.ts`).
	if (engine === 'postgres') return;
	try {
		lockFolder(dataDir);
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
		throw notWritable(dataDir);
	}
}

/**
 * Lets a public process into DATA_DIR, which it neither makes nor repairs. Throws ConfigError where no staff side has made
 * it, or where this user has no access.
 */
export function enterFolder(dataDir: string): void {
	if (!existsSync(join(dataDir, manifestName))) {
		throw new ConfigError(
			`数据目录 ${dataDir} 还没有由工作人员端建好。请先运行 npm run start:staff，再运行 npm run start:public；两端的 DATA_DIR 须相同，由两个用户运行的，须先把目录设为同组可用（chmod 2770）。`,
		);
	}
	try {
		accessSync(dataDir, constants.W_OK);
	} catch {
		throw notWritable(dataDir);
	}
	restrictAccess(dataDir, 'public');
}

function notWritable(dataDir: string): ConfigError {
	return new ConfigError(`数据目录 ${dataDir} 不能写入，请检查权限，或者用 DATA_DIR 指定别的目录。`);
}
