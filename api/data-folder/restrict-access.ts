import { chmodSync, statSync } from 'node:fs';
import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, type Side } from '../config.ts';

interface Permissions {
	folder: number;
	file: number;
}

/** The one user of the portal, or of two the one whose file it is. */
const ownerAlone: Permissions = { folder: 0o700, file: 0o600 };
/** Both users write; in a folder neither removes what is the other's, but for the owner of the folder. */
const bothWrite: Permissions = { folder: 0o3770, file: 0o660 };
/** The staff side writes, the public one reads. */
const publicReads: Permissions = { folder: 0o2750, file: 0o640 };
/** Each writes and reads its own. */
const eachItsOwn: Permissions = { folder: 0o3770, file: 0o600 };

/**
 * Where the two sides run as two users of one group, what lies directly in DATA_DIR, which belongs to the user of the
 * staff side: what stands here is not for both to write.
 */
const ofTwoUsers: Record<string, Permissions> = {
	keys: ownerAlone,
	cache: ownerAlone,
	'set-aside': ownerAlone,
	reserve: ownerAlone,
	'audit-heads.ndjson': ownerAlone,
	'staff.lock': ownerAlone,
	record: publicReads,
	public: publicReads,
	'portal.json': publicReads,
	log: eachItsOwn,
};

const allBits = 0o7777;
/** `chmod 2770` on DATA_DIR declares a second user of the same group. */
const declared = 0o2770;

function hasTwoUsers(dataDir: string): boolean {
	return (statSync(dataDir).mode & declared) === declared;
}

/**
 * Removes other users' access to DATA_DIR and sets the umask for everything this process creates as this side. Throws
 * ConfigError where the folder is open to others and belongs to another user.
 */
export function restrictAccess(dataDir: string, side: Side): void {
	if (process.platform === 'win32') return;
	const two = hasTwoUsers(dataDir);
	process.umask(two ? umaskOf[side] : 0o077);
	const { folder } = two ? bothWrite : ownerAlone;
	const { mode, uid } = statSync(dataDir);
	if ((mode & allBits) === folder) return;
	// The bit that keeps each user's files from the other is set by the folder's owner.
	if ((mode & allBits & ~folder) === 0 && uid !== process.getuid?.()) return;
	try {
		chmodSync(dataDir, folder);
	} catch {
		const advice = two ? `运行 chmod 2770 ${dataDir}` : '把它的所有者改为运行本程序的用户';
		throw new ConfigError(
			`数据目录 ${dataDir} 对其他用户开放，而且不属于运行本程序的用户，权限无法自动改正。请由系统管理员${advice}，再重新启动。`,
		);
	}
}

/** With two users the public one makes what the staff side finishes: the files of reporters, and the database. */
const umaskOf: Record<Side, number> = { public: 0o007, staff: 0o027 };

/** Opens the database to the public side's user, where there is one: SQLite makes its files for one user alone. */
export function shareDatabase(dataDir: string): void {
	if (process.platform === 'win32' || !hasTwoUsers(dataDir)) return;
	for (const name of ['portal.db', 'portal.db-wal', 'portal.db-shm']) {
		const path = join(dataDir, name);
		const found = statSync(path, { throwIfNoEntry: false });
		if (found?.uid === process.getuid?.()) chmodSync(path, bothWrite.file);
	}
}

/**
 * Repairs the permissions of everything in DATA_DIR; the keys stay with their owner alone. Resolves with how many were
 * changed. Files of the other user are repaired by that user's process.
 */
export async function repairPermissions(dataDir: string): Promise<number> {
	if (process.platform === 'win32') return 0;
	const two = hasTwoUsers(dataDir);
	let repaired = 0;
	for (const name of await readdir(dataDir).catch(noneOfOtherUser)) {
		repaired += await repair(join(dataDir, name), two ? (ofTwoUsers[name] ?? bothWrite) : ownerAlone);
	}
	return repaired;
}

async function repair(path: string, permissions: Permissions): Promise<number> {
	const found = await lstat(path).catch(ignoreMissing);
	if (!found || found.isSymbolicLink()) return 0;
	let repaired = 0;
	const expected = found.isDirectory() ? permissions.folder : permissions.file;
	if ((found.mode & allBits) !== expected && found.uid === process.getuid?.()) {
		await chmod(path, expected).catch(ignoreMissing);
		repaired++;
	}
	if (!found.isDirectory()) return repaired;
	for (const name of await readdir(path).catch(noneOfOtherUser))
		repaired += await repair(join(path, name), permissions);
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
