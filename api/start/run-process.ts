import { createServer } from 'node:net';
import { ContentError } from '../../content/content-error.ts';
import { isDiskFull } from '../../db/disk-space.ts';
import { ConfigError } from '../config.ts';
import { noSpaceSentence } from '../data-folder/open-database.ts';
import { ignoreOutputErrors } from './print.ts';
import { isStopping } from './stop-on-signal.ts';
import { stopWithNpm } from './stop-with-npm.ts';

/** Runs a process of the portal. Every foreseeable failure of its start ends with one sentence. */
export function runProcess(main: () => Promise<void>): void {
	stopWithNpm();
	ignoreOutputErrors();
	main().catch((error: unknown) => {
		if (isStopping()) return;
		process.stderr.write(`无法启动：${sentenceOf(error)}\n`);
		process.exit(1);
	});
}

function sentenceOf(error: unknown): string {
	if (error instanceof ConfigError || error instanceof ContentError) return error.message;
	if (isDiskFull(error)) return noSpaceSentence;
	return `出现没有预料到的故障。\n${error instanceof Error ? error.stack : error}`;
}

/** Throws ConfigError where the port, named by this setting, cannot be listened on. */
export function refuseTakenPort(host: string, port: number, setting: 'PORT' | 'STAFF_PORT'): Promise<void> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', (error: NodeJS.ErrnoException) =>
			reject(new ConfigError(portSentence(error.code, { host, port, setting }))),
		);
		probe.listen(port, host, () => probe.close(() => resolve()));
	});
}

function portSentence(
	code: string | undefined,
	{ host, port, setting }: { host: string; port: number; setting: string },
): string {
	if (code === 'EADDRINUSE') return `端口 ${port} 已被占用，请停止占用它的程序，或者用 ${setting} 指定别的端口。`;
	if (code === 'EACCES') return `没有权限使用端口 ${port}，请用 ${setting} 指定 1024 以上的端口。`;
	return `不能在 ${host}:${port} 上监听，请检查 HOST 和 ${setting}。`;
}
