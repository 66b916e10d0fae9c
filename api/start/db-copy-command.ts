import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseAway, EarlierDatabase, NewerDatabase, OlderDatabase } from '../../db/database.ts';
import { isPostgresUrl } from '../../db/engine.ts';
import { DatabaseInUse, NoDatabase, TargetNotEmpty } from '../../db/transfer/ends.ts';
import { TransferBroken, transferDatabase } from '../../db/transfer/transfer.ts';
import { ConfigError } from '../config.ts';

const sentences: Array<[kind: new (...args: never[]) => Error, sentence: string]> = [
	[DatabaseInUse, '平台正在使用其中一个数据库。请先停止平台的全部进程，再重新运行本命令。'],
	[NoDatabase, '找不到要读取的数据库文件，或者要写入的文件夹。请检查路径。'],
	[TargetNotEmpty, '目标数据库里已经有内容。请换一个空的数据库，或者一个还没有 portal.db 的文件夹。'],
	[TransferBroken, '核对时发现有的行不一致。请检查两边的磁盘后重新运行。'],
	[OlderDatabase, '来源数据库是旧版本程序留下的。请先用当前版本启动一次平台，停止后再复制。'],
	[NewerDatabase, '数据库由更新版本的程序使用过。请用那个版本的程序复制。'],
	[EarlierDatabase, '数据库由更早的、已不再支持升级的版本建立，不能复制。'],
	[DatabaseAway, '数据库服务器没有应答，或者拒绝连接。请检查地址、用户名和密码。'],
];

// `npm run db:copy -- FROM TO`: one is a data folder or its database file, the other a postgres:// URL.
const [, , , from, to] = process.argv;
process.umask(0o077);
try {
	const ends = [from, to].map(endFrom) as [string, string];
	const { tables, rows } = await transferDatabase(...ends, progress());
	process.stdout.write(`\n已复制 ${tables} 张表，共 ${rows} 行，逐行核对一致。\n${nextSteps(ends[1])}\n`);
} catch (error) {
	process.stderr.write(`\n数据库没有复制，目标没有留下任何内容：${sentence(error)}\n`);
	process.exitCode = 1;
}

function endFrom(given: string | undefined): string {
	if (!given || isPostgresUrl(from ?? '') === isPostgresUrl(to ?? '')) {
		throw new ConfigError(
			'请写明从哪里复制到哪里，一个是数据文件夹，另一个是数据库服务器的地址，例如 npm run db:copy -- data postgres://portal@127.0.0.1/portal。',
		);
	}
	if (isPostgresUrl(given)) return given;
	const path = resolve(given);
	return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, 'portal.db') : path;
}

/** One line, written anew as it grows; a line a table where nobody watches. */
function progress() {
	const watched = process.stdout.isTTY;
	return (table: string, done: number, all: number) => {
		if (watched) process.stdout.write(`\r\x1b[K${table}：${done} / ${all} 行`);
		else if (done === all) process.stdout.write(`${table}：${all} 行\n`);
	};
}

function nextSteps(target: string): string {
	return isPostgresUrl(target)
		? '请把 DATABASE_URL 设为这个地址后启动平台；DATA_DIR、PORTAL_SECRET 和封存密钥不变。确认正常之前请保留原来的 portal.db，之后不要再用它启动平台：两边的数据会不一致。'
		: '请取消 DATABASE_URL 后启动平台；DATA_DIR、PORTAL_SECRET 和封存密钥不变。确认正常之前请保留服务器上的数据库，之后不要再用它启动平台：两边的数据会不一致。';
}

function sentence(error: unknown): string {
	if (error instanceof ConfigError) return error.message;
	if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') {
		return '平台正在使用其中一个数据库。请先停止平台的全部进程，再重新运行本命令。';
	}
	const [, known] = sentences.find(([kind]) => error instanceof kind) ?? [];
	return known ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}
