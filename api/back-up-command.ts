import { resolve } from 'node:path';
import { backUp } from './back-up.ts';
import { ConfigError } from './config.ts';

// `npm run backup -- FOLDER`: beside the running portal, and with no setting but DATA_DIR.
const [, , , target] = process.argv;
try {
	if (!target) throw new ConfigError('请写明备份到哪个文件夹，例如 npm run backup -- /backup/2026-11-25。');
	const { reports, sealedFiles } = await backUp(resolve(process.env.DATA_DIR || 'data'), resolve(target));
	process.stdout.write(
		`已备份到 ${resolve(target)}：举报 ${reports} 件，封存文件 ${sealedFiles} 个，已检查数据库完整。\n`,
	);
} catch (error) {
	const known = error instanceof ConfigError;
	process.stderr.write(`备份没有完成：${known ? error.message : (error as Error).stack}\n`);
	process.exitCode = 1;
}
