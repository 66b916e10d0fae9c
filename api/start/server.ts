import { once } from 'node:events';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Content } from '../../content/content.ts';
import { demoRefusal } from '../../content/facts/demo.ts';
import { watchDiskSpace } from '../../db/disk-space.ts';
import { type FirstAccount, firstAdministrators, withUnusedPassword } from '../accounts/first-administrators.ts';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { claimFolder } from '../data-folder/claim-folder.ts';
import { demoAccounts, hasDemoAccounts } from '../demo/accounts.ts';
import { loadDemo } from '../demo/load.ts';
import { listen } from '../http/listen.ts';
import { defaultTimeouts } from '../http/timeouts.ts';
import { consoleFolder } from '../publication/build/build-console.ts';
import { stopBuilds } from '../publication/build/run-build.ts';
import { reduceWithdrawn } from '../publication/record/reduce-withdrawn.ts';
import { dutyWarnings } from '../report/alarms/duty-warnings.ts';
import { backgroundWork } from './background-work.ts';
import { loadWithRecord } from './load-with-record.ts';
import { openPortal, type Portal } from './open-portal.ts';
import { print } from './print.ts';
import { createPublicApp } from './public-app.ts';
import { refuseTakenPort, runProcess } from './run-process.ts';
import { createStaffApp } from './staff-app.ts';
import { isStopping, type Stoppable, stopOnSignal } from './stop-on-signal.ts';
import { createPageListener, createWebApp, type Parts } from './web-app.ts';

/** What `npm run start:staff` says; without it both sides run in this process. */
const staffAlone = process.argv[3] === 'staff';

/** Opens the portal, listens, then builds. */
async function main(): Promise<void> {
	const config = readConfig(process.env, staffAlone ? ['staff'] : ['public', 'staff']);
	if (!staffAlone) await refuseTakenPort(config.host, config.port, 'PORT');
	if (config.staffPort) await refuseTakenPort(config.host, config.staffPort, 'STAFF_PORT');
	claimFolder(config.dataDir);
	// First of all, so that what follows can use the reserved space.
	const space = watchDiskSpace(config.dataDir);
	const content = await loadWithRecord(config);
	if (config.env === 'production') refuseDemoContent(content);
	requireMailForProtection(config, content);
	print(`${content.site.title}：正在准备数据 …`);
	const portal = await openPortal(config, content, { space: space });
	stopOnSignal(stoppable(portal, []));

	const password = config.env === 'demo' ? await loadDemo(portal.staff, portal.auth, config) : null;
	if (config.env === 'production' && (await hasDemoAccounts(portal.staff))) {
		throw new ConfigError('数据目录中有演示账号，正式运行请换用新的 DATA_DIR。');
	}
	if (config.env === 'production') await createFirstAccounts(portal);
	await portal.writeFolderManifest();
	await hideWithdrawn(config, portal);
	const folder = consoleFolder(config);
	const servers = startListening(config, portal, folder);
	stopOnSignal(stoppable(portal, servers));
	await Promise.all(servers.map((server) => server.listening || once(server, 'listening')));
	announce(config, portal, password);
	warnOfDutyGaps(config, portal.intake);
	portal.staff.loopWatch.start();
	await backgroundWork(config, portal, folder, isStopping);
	print('按 Ctrl-C 停止。');
}

/** Withdrawn results must be hidden before anything is served, even if the portal was killed while withdrawing one. */
async function hideWithdrawn(config: Config, { intake, site }: Portal): Promise<void> {
	await reduceWithdrawn(intake, join(config.dataDir, 'record'));
	await site.withoutWithdrawn();
}

/** Prints each one-time password as soon as its account is on disk, since the rest of the start may be interrupted. */
async function createFirstAccounts({ staff, auth }: Portal): Promise<void> {
	const waiting = await withUnusedPassword(staff);
	await firstAdministrators(staff, auth, ({ username, name, password }: FirstAccount) =>
		print(`${name}：  账号 ${username}，一次性密码 ${password}，只显示这一次，首次登录须修改。`),
	);
	for (const username of waiting) {
		print(`管理账号 ${username} 还在使用一次性密码；密码丢失的，请在服务器上运行 npm run admin -- reset ${username}。`);
	}
}

function stoppable(portal: Portal, servers: Server[]): Stoppable {
	const stopWork = () => {
		portal.site.stop();
		stopBuilds();
		return portal.stopWork();
	};
	return { servers, stopWork, close: () => portal.close() };
}

function startListening(config: Config, portal: Portal, consoleFolder: string): Server[] {
	const publicApi = createPublicApp(portal.intake);
	const staffApi = createStaffApp(portal.staff, portal.auth, portal.site);
	const staff = { staffApi, console: consoleFolder };
	const tiles = portal.intake.content.site.map.tiandituKey !== undefined;
	const site = { site: portal.site.folder, siteClosed: () => portal.site.isClosed() };
	const open = (parts: Parts, port: number) => {
		const [app, pages] = [createWebApp(config, parts), createPageListener(config, parts)];
		return listen(app, { host: config.host, port }, defaultTimeouts, pages);
	};
	if (staffAlone && config.staffPort) return [open(staff, config.staffPort)];
	if (!config.staffPort) return [open({ publicApi, ...site, tiles, ...staff }, config.port)];
	return [open({ publicApi, ...site, tiles }, config.port), open(staff, config.staffPort)];
}

function announce(config: Config, portal: Portal, password: string | null): void {
	const base = `http://${config.host}:${config.port}${config.siteUrl.pathname}`;
	const console = config.staffPort ? `http://${config.host}:${config.staffPort}${config.siteUrl.pathname}` : base;
	print('');
	if (!staffAlone) print(`公开网站：    ${base}`);
	print(`工作人员端：  ${console}console/`);
	if (password) {
		print(
			`演示账号：    ${demoAccounts(portal.staff)
				.map(({ username }) => username)
				.join('  ')}`,
		);
		print(`演示密码：    ${password}`);
		print('当前为演示模式，页面上的尾矿库、公告和结果均为演示数据。');
	}
	if (!portal.staff.db.hasSpace()) {
		print('磁盘空间不足，目前只提供浏览和查询，不能受理和办理；请在 DATA_DIR 所在的磁盘上腾出空间，再重新启动。');
	}
}

/** Prints at every start where an alarm would reach nobody. */
function warnOfDutyGaps({ sending }: Config, deps: Portal['intake']): void {
	for (const sentence of dutyWarnings(deps, sending)) print(sentence);
}

/** The site promises reporters that the protecting body is notified, which needs a mail server. */
function requireMailForProtection({ sending }: Config, { site }: Content): void {
	if (!site.protection?.email || sending.smtp) return;
	throw new ConfigError(
		'site.yaml 中设置了 protection.email，还要用 SMTP_URL 设置邮件服务器；不发邮件的，请删去这个邮箱。',
	);
}

function refuseDemoContent(content: Content): void {
	const refusal = demoRefusal(content);
	if (refusal) throw new ConfigError(refusal);
}

runProcess(main);
