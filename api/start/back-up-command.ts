import { resolve } from 'node:path';
import { isPostgresUrl } from '../../db/engine.ts';
import { ConfigError, readS3 } from '../config.ts';
import { backUp } from '../data-folder/back-up.ts';
import { StorageAway } from '../files/storage.ts';
import { openLog } from '../log.ts';

// `npm run backup -- FOLDER`: beside the running portal, and with no setting but DATA_DIR and those of the storage.
const [, , , target] = process.argv;
process.umask(0o077);
const onServer =
	'数据库在 DATABASE_URL 指定的服务器上，本命令不能备份它。请先用 pg_dump 备份数据库（例如 pg_dump --format=custom --file=portal.dump "$DATABASE_URL"），再备份封存文件（DATA_DIR 中的 sealed 文件夹，或者对象存储的存储桶），以及 DATA_DIR 中的 record 文件夹、portal.json 和 audit-heads.ndjson；密钥与备份分开保管。';
try {
	if (isPostgresUrl(process.env['DATABASE_URL'] ?? '')) throw new ConfigError(onServer);
	if (!target) throw new ConfigError('请写明备份到哪个文件夹，例如 npm run backup -- /backup/2026-11-25。');
	const dataDir = resolve(process.env.DATA_DIR || 'data');
	const { reports, sealedFiles, missing } = await backUp(dataDir, resolve(target), await bucket());
	process.stdout.write(
		`已备份到 ${resolve(target)}：举报 ${reports} 件，封存文件 ${sealedFiles} 个，已检查数据库完整。\n备份中没有密钥，请与 PORTAL_SECRET 和 SEAL_IDENTITY_FILE 分开保管，两者都在才能恢复。\n`,
	);
	if (missing > 0) {
		process.stderr.write(
			`注意：数据库中登记的封存文件有 ${missing} 个找不到，备份中也没有。请检查存放封存文件的磁盘或者存储，并从以前的备份中找回。\n`,
		);
		process.exitCode = 1;
	}
} catch (error) {
	const known = error instanceof ConfigError || error instanceof StorageAway;
	process.stderr.write(`备份没有完成：${known ? error.message : error instanceof Error ? error.stack : error}\n`);
	process.exitCode = 1;
}

/** The storage that sealed files lie in; undefined where they lie in DATA_DIR. */
async function bucket() {
	const s3 = readS3(process.env);
	if (!s3) return undefined;
	const { s3Storage } = await import('../files/s3-storage.ts');
	return s3Storage(s3, openLog({ logFile: '-', logLevel: 'error' }));
}
