import { type Database, EarlierDatabase, isDatabaseAway, NewerDatabase, OlderDatabase } from '../../db/database.ts';
import { type DiskSpace, isDiskFull } from '../../db/disk-space.ts';
import { openDatabase } from '../../db/open.ts';
import { type Config, ConfigError } from '../config.ts';
import { errorCode } from '../error-code.ts';

/** What a start ends with that the disk refused. */
export const noSpaceSentence =
	'磁盘空间不足、磁盘有故障或者没有读写权限，数据目录不能使用。请先在 DATA_DIR 所在的磁盘上腾出空间，并检查磁盘和权限，再重新启动。';

/**
 * Opens the database of a portal; a public process opens it `asItIs`, as the staff side alone migrates. Throws ConfigError
 * where it cannot be used.
 */
export async function openPortalDatabase(
	{ database }: Pick<Config, 'database'>,
	space: DiskSpace,
	how: { asItIs?: boolean } = {},
): Promise<Database> {
	try {
		return await openDatabase(database, space, how);
	} catch (error) {
		if (error instanceof OlderDatabase) {
			throw new ConfigError(
				'数据库还没有由本版程序升级。请先用本版程序启动工作人员端（npm run start:staff），再启动公众端。',
			);
		}
		if (error instanceof NewerDatabase) {
			throw new ConfigError(
				'数据库是由较新版本的程序写成的，用旧版本打开会损坏数据。请换回较新版本的程序；确需退回旧版本的，请用升级前的备份另设 DATA_DIR。',
			);
		}
		if (error instanceof EarlierDatabase) {
			throw new ConfigError(
				'数据库是由较早的试用程序建立的，本版本不能打开，也没有改动它。请另设一个空的 DATA_DIR 启动；需要原有数据的，请换回原来的程序。',
			);
		}
		if (isDatabaseAway(error)) {
			throw new ConfigError(
				'连接不上 DATABASE_URL 指定的数据库服务器。请检查地址、数据库名、用户和密码，确认数据库服务器已经启动、允许本机连接且连接数没有用完，再重新启动。',
			);
		}
		if (isDamaged(error)) {
			throw new ConfigError(
				'数据库已损坏，不能打开。请保留原数据目录，不要改动：把整份备份复制到一个新的文件夹，用 DATA_DIR 指定它，再放入原来的密钥启动。',
			);
		}
		if (!isDiskFull(error)) throw error;
		throw new ConfigError(noSpaceSentence);
	}
}

function isDamaged(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	return /^SQLITE_(CORRUPT\w*|NOTADB)$/.test(errorCode(error) ?? '') || isDamaged(error.cause);
}
