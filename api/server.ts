import { createServer } from 'node:net';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { demoRefusal } from '../content/demo.ts';
import { type Content, ContentError, loadContent } from '../content/load.ts';
import { type FirstAccount, firstAdministrators, notTakenUp } from './accounts/first-administrators.ts';
import { faultSentence, whatToDo } from './audit/faults.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { demoAccounts, hasDemoAccounts } from './demo/accounts.ts';
import { loadDemo } from './demo/load.ts';
import { dutyWarnings } from './handling/alarms/duty-warnings.ts';
import { openPortal, type Portal } from './open-portal.ts';
import { createPublicApp } from './public-app.ts';
import { buildConsole } from './publication/build-console.ts';
import { reduceWithdrawn } from './publication/reduce-withdrawn.ts';
import { BuildError, stopBuilds } from './publication/run-build.ts';
import { writeStatistics } from './publication/write-statistics.ts';
import { createStaffApp } from './staff-app.ts';
import { stopWithNpm } from './stop-with-npm.ts';
import { createWebApp } from './web-app.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Opens, builds, listens. Every foreseeable trouble ends in one sentence. */
async function main(): Promise<void> {
	stopWithNpm();
	const config = readConfig(process.env);
	await refuseTakenPort(config.host, config.port);
	if (config.staffPort) await refuseTakenPort(config.host, config.staffPort);
	const content = loadContent(config.contentDir, join(config.dataDir, 'record'));
	if (config.env === 'production') refuseDemoContent(content);
	refuseEmptyPromise(config, content);
	say(`${content.site.title}：正在准备数据 …`);
	const portal = await openPortal(config, content);
	stopOnSignal(portal, []);

	const password = config.env === 'demo' ? await loadDemo(portal.staff, portal.auth, config) : null;
	if (config.env === 'production' && (await hasDemoAccounts(portal.staff))) {
		throw new ConfigError('数据目录中有演示账号，正式运行请换用新的 DATA_DIR。');
	}
	if (config.env === 'production') await beginAccounts(portal);
	await reduceWithdrawn(portal.intake, join(config.dataDir, 'record'));
	await writeStatistics(portal.intake, join(config.dataDir, 'record'));
	await buildSite(portal);
	say('正在检查工作人员端 …');
	const servers = listen(config, portal, await buildConsole(config));
	portal.delivery.start(1000);
	portal.hourly.start();
	portal.alarmClock.start(5000);
	await portal.sweeper.start();
	stopOnSignal(portal, servers);
	announce(config, portal, password);
	sayWhoIsNotOnDuty(config, portal.intake);
	sayWhenAuditIsBroken(portal);
	say('按 Ctrl-C 停止。');
}

/** Says each one-time password as soon as its account is on disk: a start that is interrupted later has said it. */
async function beginAccounts({ staff, auth }: Portal): Promise<void> {
	const waiting = await notTakenUp(staff);
	await firstAdministrators(staff, auth, ({ username, name, password }: FirstAccount) =>
		say(`${name}：  账号 ${username}，一次性密码 ${password}，只显示这一次，首次登录须修改。`),
	);
	for (const username of waiting) {
		say(`管理账号 ${username} 还在使用一次性密码；密码丢失的，请在服务器上运行 npm run admin -- reset ${username}。`);
	}
}

async function buildSite({ site }: Portal): Promise<void> {
	const started = Date.now();
	say('正在检查公开网站 …');
	const timer = setInterval(() => say(`  正在生成网页，已用 ${Math.round((Date.now() - started) / 1000)} 秒 …`), 3000);
	try {
		await site.ensure();
	} catch (error) {
		if (!site.state().publishedBuild) throw error;
		say(`  网页生成失败，继续使用原来的网站：${site.state().error}`);
	} finally {
		clearInterval(timer);
	}
}

function listen(config: Config, portal: Portal, consoleFolder: string): ServerType[] {
	const publicApi = createPublicApp(portal.intake);
	const staffApi = createStaffApp(portal.staff, portal.auth, portal.site);
	const staff = { staffApi, console: consoleFolder };
	const tiles = portal.intake.content.site.map.tiandituKey !== undefined;
	const open = (app: Hono, port: number) => serve({ fetch: app.fetch, port, hostname: config.host });
	if (!config.staffPort) {
		return [open(createWebApp(config, { publicApi, site: portal.site.folder, tiles, ...staff }), config.port)];
	}
	return [
		open(createWebApp(config, { publicApi, site: portal.site.folder, tiles }), config.port),
		open(createWebApp(config, staff), config.staffPort),
	];
}

function announce(config: Config, portal: Portal, password: string | null): void {
	const base = `http://${config.host}:${config.port}${config.siteUrl.pathname}`;
	const console = config.staffPort ? `http://${config.host}:${config.staffPort}${config.siteUrl.pathname}` : base;
	say('');
	say(`公开网站：    ${base}`);
	say(`工作人员端：  ${console}console/`);
	if (password) {
		say(
			`演示账号：    ${demoAccounts(portal.staff)
				.map(({ username }) => username)
				.join('  ')}`,
		);
		say(`演示密码：    ${password}`);
		say('当前为演示模式，页面上的尾矿库、公告和结果均为演示数据。');
	}
}

/** Danger that would reach nobody is said at every start. */
function sayWhoIsNotOnDuty({ sending }: Config, deps: Portal['intake']): void {
	for (const sentence of dutyWarnings(deps, sending)) say(sentence);
}

/** A broken log keeps no report out: the portal runs, and says so. Joins the verification that start begins. */
function sayWhenAuditIsBroken({ auditWatch }: Portal): void {
	const said = auditWatch.verify().then((verdict) => {
		const faults = verdict?.faults ?? [];
		for (const fault of faults) say(`审计日志核验不通过：${faultSentence(fault)}`);
		if (faults.length > 0) say(whatToDo);
	});
	// Whoever began it has it in the log.
	said.catch(() => say('审计日志没有核验完成，原因见系统日志。'));
}

let stopping = false;

function stopOnSignal(portal: Portal, servers: ServerType[]): void {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.removeAllListeners(signal);
		process.on(signal, () => {
			if (stopping) return;
			stopping = true;
			stop(portal, servers).finally(() => process.exit(0));
		});
	}
}

async function stop(portal: Portal, servers: ServerType[]): Promise<void> {
	stopBuilds();
	for (const server of servers) {
		server.close();
		if ('closeIdleConnections' in server) server.closeIdleConnections();
	}
	await portal.close();
	say('已停止。');
}

function refuseTakenPort(host: string, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', (error: NodeJS.ErrnoException) =>
			reject(new ConfigError(portSentence(error.code, host, port))),
		);
		probe.listen(port, host, () => probe.close(() => resolve()));
	});
}

function portSentence(code: string | undefined, host: string, port: number): string {
	if (code === 'EADDRINUSE') return `端口 ${port} 已被占用，请停止占用它的程序，或者用 PORT 指定别的端口。`;
	if (code === 'EACCES') return `没有权限使用端口 ${port}，请用 PORT 指定 1024 以上的端口。`;
	return `不能在 ${host}:${port} 上监听，请检查 HOST 和 PORT。`;
}

/** Reporters read that the body which protects them is told: without mail nobody would be. */
function refuseEmptyPromise({ sending }: Config, { site }: Content): void {
	if (!site.protection?.email || sending.smtp) return;
	throw new ConfigError(
		'site.yaml 中设置了 protection.email，还要用 SMTP_URL 设置邮件服务器；不发邮件的，请删去这个邮箱。',
	);
}

function refuseDemoContent(content: Content): void {
	const refusal = demoRefusal(content);
	if (refusal) throw new ConfigError(refusal);
}

main().catch((error: unknown) => {
	if (stopping) return;
	const known = error instanceof ConfigError || error instanceof ContentError || error instanceof BuildError;
	process.stderr.write(`无法启动：${known ? error.message : `出现没有预料到的故障。\n${(error as Error).stack}`}\n`);
	process.exit(1);
});
