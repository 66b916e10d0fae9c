import { chmodSync, statSync } from 'node:fs';
import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../config.ts';

/** Permissions for the portal alone: one user, or a group of two where public and staff side run as different users. */
interface Permissions {
	folder: number;
	file: number;
	umask: number;
}

const oneUser: Permissions = { folder: 0o700, file: 0o600, umask: 0o077 };
const twoUsers: Permissions = { folder: 0o2770, file: 0o660, umask: 0o007 };
const allBits = 0o7777;

/** Which of the two the operator chose: `chmod 2770` on DATA_DIR declares a second user of the same group. */
function permissionsOf(dataDir: string): Permissions {
	return (statSync(dataDir).mode & twoUsers.folder) === twoUsers.folder ? twoUsers : oneUser;
}

/**
 * Removes other users' access to DATA_DIR and sets the umask for everything this process creates. Throws ConfigError
 * where the folder is open to others and belongs to another user.
 */
export function restrictAccess(dataDir: string): void {
	if (process.platform === 'win32') return;
	const permissions = permissionsOf(dataDir);
	process.umask(permissions.umask);
	if ((statSync(dataDir).mode & allBits & ~permissions.folder) === 0) return;
	try {
		chmodSync(dataDir, permissions.folder);
	} catch {
		const advice = permissions === twoUsers ? `运行 chmod 2770 ${dataDir}` : '把它的所有者改为运行本程序的用户';
		throw new ConfigError(
			`数据目录 ${dataDir} 对其他用户开放，而且不属于运行本程序的用户，权限无法自动改正。请由系统管理员${advice}，再重新启动。`,
		);
	}
}

/**
 * Repairs the permissions of everything in DATA_DIR; the keys stay with their owner alone. Resolves with how many were
 * changed. Files of the other user are repaired by that user's process.
 */
export async function repairPermissions(dataDir: string): Promise<number> {
	if (process.platform === 'win32') return 0;
	return repairBelow(dataDir, permissionsOf(dataDir));
}

async function repairBelow(folder: string, permissions: Permissions): Promise<number> {
	let repaired = 0;
	for (const name of await readdir(folder).catch(noneOfOtherUser)) {
		const path = join(folder, name);
		const found = await lstat(path).catch(ignoreMissing);
		if (!found || found.isSymbolicLink()) continue;
		const below = name === 'keys' && found.isDirectory() ? oneUser : permissions;
		const expected = found.isDirectory() ? below.folder : below.file;
		if ((found.mode & allBits) !== expected && found.uid === process.getuid?.()) {
			await chmod(path, expected).catch(ignoreMissing);
			repaired++;
		}
		if (found.isDirectory()) repaired += await repairBelow(path, below);
	}
	return repaired;
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
	if (error.code !== 'ENOENT') throw error;
}

/** A folder that only another user can read, such as lost+found. */
function noneOfOtherUser(error: NodeJS.ErrnoException): string[] {
	if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error;
	return [];
}
