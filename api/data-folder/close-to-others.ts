import { chmodSync, statSync } from 'node:fs';
import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../config.ts';

/** Rights that nobody but the portal has. A folder that is its group's belongs to the two users of its two sides. */
interface Rights {
	folder: number;
	file: number;
	umask: number;
}

const alone: Rights = { folder: 0o700, file: 0o600, umask: 0o077 };
const twoUsers: Rights = { folder: 0o2770, file: 0o660, umask: 0o007 };
const allBits = 0o7777;

/** Which of the two the operator chose: `chmod 2770` on DATA_DIR declares a second user of the same group. */
function rightsOf(dataDir: string): Rights {
	return (statSync(dataDir).mode & twoUsers.folder) === twoUsers.folder ? twoUsers : alone;
}

/**
 * Closes DATA_DIR to everybody else, and with it all that is inside; what this process makes from here on is closed as
 * well. Throws ConfigError where the folder is open and belongs to somebody else.
 */
export function closeToOthers(dataDir: string): void {
	if (process.platform === 'win32') return;
	const rights = rightsOf(dataDir);
	process.umask(rights.umask);
	if ((statSync(dataDir).mode & allBits & ~rights.folder) === 0) return;
	try {
		chmodSync(dataDir, rights.folder);
	} catch {
		const advice = rights === twoUsers ? `运行 chmod 2770 ${dataDir}` : '把它的所有者改为运行本程序的用户';
		throw new ConfigError(
			`数据目录 ${dataDir} 对其他用户开放，而且不属于运行本程序的用户，权限无法自动改正。请由系统管理员${advice}，再重新启动。`,
		);
	}
}

/**
 * Gives all that lies in DATA_DIR the rights it would get today; the keys stay with whoever made them. Resolves with how
 * many were put right. What belongs to the other user is that process's to mend.
 */
export async function mendRights(dataDir: string): Promise<number> {
	if (process.platform === 'win32') return 0;
	return mendBelow(dataDir, rightsOf(dataDir));
}

async function mendBelow(folder: string, rights: Rights): Promise<number> {
	let mended = 0;
	for (const name of await readdir(folder).catch(notOurs)) {
		const path = join(folder, name);
		const found = await lstat(path).catch(goneMeanwhile);
		if (!found || found.isSymbolicLink()) continue;
		const below = name === 'keys' && found.isDirectory() ? alone : rights;
		const wanted = found.isDirectory() ? below.folder : below.file;
		if ((found.mode & allBits) !== wanted && found.uid === process.getuid?.()) {
			await chmod(path, wanted).catch(goneMeanwhile);
			mended++;
		}
		if (found.isDirectory()) mended += await mendBelow(path, below);
	}
	return mended;
}

function goneMeanwhile(error: NodeJS.ErrnoException): void {
	if (error.code !== 'ENOENT') throw error;
}

/** A folder that another user keeps to itself, like the one that a disk has for files it found again. */
function notOurs(error: NodeJS.ErrnoException): string[] {
	if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error;
	return [];
}
