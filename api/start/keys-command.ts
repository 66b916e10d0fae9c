import { existsSync, fstatSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ContentError } from '../../content/content-error.ts';
import { isPostgresUrl } from '../../db/engine.ts';
import { ConfigError, readConfig } from '../config.ts';
import { makeKeys } from '../keys/make-keys.ts';
import { print } from './print.ts';

// `npm run keys -- FOLDER [escrow]` makes the keys of a new portal. `npm run keys -- accept`, with the portal's settings,
// says that other public keys than before are meant.
const [, , , what, more, ...rest] = process.argv;
process.umask(0o077);
try {
	if (what === 'accept' && more === undefined) await accept();
	else if (what && (more === undefined || more === 'escrow') && rest.length === 0) await make(what, more === 'escrow');
	else throw new ConfigError('请写明密钥存放到哪个新文件夹，例如 npm run keys -- /etc/portal/keys escrow。');
} catch (error) {
	const known = error instanceof ConfigError || error instanceof ContentError;
	process.stderr.write(`没有完成：${known ? error.message : error instanceof Error ? error.stack : error}\n`);
	process.exitCode = 1;
}

async function make(folder: string, withEscrow: boolean): Promise<void> {
	if (withEscrow && fstatSync(1).isFile()) {
		throw new ConfigError('托管私钥不能写入文件，请直接在终端中运行，不要把输出转存到文件。');
	}
	const { envFile, identityFile, escrow } = await makeKeys(resolve(folder), withEscrow);
	print('密钥已生成，两个文件都只有当前用户能读取：');
	print(
		`  ${envFile}：环境变量 PORTAL_SECRET、SEAL_RECIPIENTS、SEAL_IDENTITY_FILE，启动平台前载入，也可以由服务管理程序读取。`,
	);
	print(`  ${identityFile}：打开举报内容的私钥，由变量 SEAL_IDENTITY_FILE 指明，只供工作人员端读取。`);
	print('文件夹和 seal.identity 须属于运行平台的用户；用其他用户生成的，请由系统管理员用 chown 改为该用户所有。');
	print('请把这两个文件另行备份，离线保管，与数据备份分开存放：缺少它们，任何备份都打不开。');
	if (!escrow) return;
	const [first, second] = escrow;
	print('');
	print('托管私钥分为两段，只显示这一次，服务器上不留存：');
	print(`  前半段：${first}`);
	print(`  后半段：${second}`);
	print('请由系统管理员、安全管理员以外的两个人各抄录一段，核对无误后分别封存，离线保管，随后清除屏幕。');
	print(
		'服务器上的私钥丢失时，由两人共同到场，把两段首尾相接写入 SEAL_IDENTITY_FILE 指明的文件，即可打开已封存的内容。',
	);
}

async function accept(): Promise<void> {
	const config = readConfig(process.env);
	if (!isPostgresUrl(config.database) && !existsSync(config.database)) {
		throw new ConfigError(`${config.dataDir} 中没有数据库，请用 DATA_DIR 指定数据所在的文件夹。`);
	}
	// The whole portal is loaded for this alone.
	const [{ openPortal }, { loadContent }] = await Promise.all([
		import('./open-portal.ts'),
		import('../../content/load.ts'),
	]);
	const content = loadContent(config.contentDir, join(config.dataDir, 'record'));
	const portal = await openPortal(config, content, { acceptsKeys: true });
	try {
		const { added, removed } = await portal.acceptKeys();
		if (added.length + removed.length === 0) return print('封存公钥与数据目录上次使用的相同，没有需要确认的变化。');
		for (const each of added) print(`新增公钥：${each}`);
		for (const each of removed) print(`去掉公钥：${each}`);
		print('已确认，并记入审计日志。请重新启动平台。');
	} finally {
		await portal.close();
	}
}
