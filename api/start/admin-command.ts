import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError } from '../../content/content-error.ts';
import { loadContent } from '../../content/load.ts';
import { isPostgresUrl } from '../../db/engine.ts';
import { resetOnServer } from '../accounts/reset-on-server.ts';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { PortalError } from '../http/errors.ts';
import { hasKeys } from '../keys/key-files.ts';
import { openPortal } from './open-portal.ts';

// `npm run admin -- reset NAME`: for administrators only, beside the running portal and with all of its settings.
const [, , , what, username, ...more] = process.argv;
try {
	if (what !== 'reset' || !username || more.length > 0) {
		throw new ConfigError('请写明重置哪个管理账号，例如 npm run admin -- reset admin。');
	}
	const { password } = await reset(readConfig(process.env), username);
	process.stdout.write(
		`账号 ${username} 已重置，原有登录和二次验证均已失效。\n一次性密码：${password}，只显示这一次，登录后须修改。\n此次重置已记入审计日志，并通知审计人员和账号本人。\n`,
	);
} catch (error) {
	const known = error instanceof ConfigError || error instanceof ContentError || error instanceof PortalError;
	process.stderr.write(`没有重置：${known ? error.message : error instanceof Error ? error.stack : error}\n`);
	process.exitCode = 1;
}

async function reset(config: Config, username: string): Promise<{ password: string }> {
	if (!isPostgresUrl(config.database) && !existsSync(config.database)) {
		throw new ConfigError(`${config.dataDir} 中没有数据库，请用 DATA_DIR 指定数据所在的文件夹。`);
	}
	// Keys made here would fit nothing that the portal wrote.
	if (!hasKeys(config)) throw new ConfigError('没有找到平台的密钥，请使用与平台启动时相同的环境变量运行。');
	const portal = await openPortal(config, loadContent(config.contentDir, join(config.dataDir, 'record')));
	try {
		return await resetOnServer(portal.staff, portal.auth, username);
	} finally {
		await portal.close();
	}
}
