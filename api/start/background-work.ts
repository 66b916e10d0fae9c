import { join } from 'node:path';
import { isDiskFull } from '../../db/disk-space.ts';
import { faultSentence, whatToDo } from '../audit/faults.ts';
import type { Config } from '../config.ts';
import { repairPermissions } from '../data-folder/restrict-access.ts';
import { traceOf } from '../log.ts';
import { buildConsole } from '../publication/build/build-console.ts';
import { BuildError, noSpace } from '../publication/build/run-build.ts';
import { followRecord, restoreRecord } from '../publication/record/restore-record.ts';
import { writeStatistics } from '../publication/record/write-statistics.ts';
import type { Portal } from './open-portal.ts';
import { print } from './print.ts';

/** How often a machine asks whether there is a newer site. */
const followMs = 5000;

/**
 * The part of a start that visitors need not wait for, step by step. A failure is printed and stops no other step.
 * Resolves early once `stopping` returns true.
 */
export async function backgroundWork(
	config: Config,
	portal: Portal,
	consoleOut: string,
	stopping: () => boolean,
): Promise<void> {
	const { keeper } = portal;
	const record = join(config.dataDir, 'record');
	const recordSteps: Step[] = [
		['公开记录没有核对完成', () => checkRecord(portal, record)],
		['公开统计没有更新', () => writeStatistics(portal.intake, record)],
	];
	const buildSteps: Step[] = [
		['网页生成失败', () => buildSite(portal)],
		['工作人员端生成失败', () => buildConsole(config, consoleOut)],
	];
	const run = (steps: Step[]) => takeSteps(portal, steps, stopping);
	await run([
		// Somebody may be in danger: alarms come first.
		['险情警报没有启动', () => startAlarms(portal)],
		['数据目录的权限没有全部改正', () => repairPermissions(config.dataDir)],
	]);
	if (keeper.keeps()) await run(recordSteps);
	await run([
		['后台任务没有启动', () => startWork(portal)],
		['共用的网页没有取得', () => followSite(portal)],
	]);
	if (keeper.keeps()) await run(buildSteps);
	// The process that kept all this is gone: what it left undone is done here.
	keeper.whenTaken(() => {
		portal.hourly.run();
		void run([...recordSteps, ...buildSteps]);
	});
}

type Step = [what: string, step: () => Promise<unknown>];

async function takeSteps(portal: Portal, steps: Step[], stopping: () => boolean): Promise<void> {
	for (const [what, step] of steps) {
		if (stopping()) return;
		await step().catch((error: unknown) => {
			if (stopping()) return;
			print(`  ${what}：${reasonOf(error)}`);
			portal.staff.log.error({ event: 'start.step-failed', ...traceOf(error) });
		});
	}
}

function reasonOf(error: unknown): string {
	if (error instanceof BuildError) return error.message;
	return isDiskFull(error) ? noSpace : '原因见系统日志。';
}

async function startAlarms(portal: Portal): Promise<void> {
	portal.delivery.startAlarms(1000);
	await portal.keeper.start().finally(() => portal.alarmEscalation.start(5000));
}

async function startWork(portal: Portal): Promise<void> {
	await warnOfStorage(portal);
	portal.delivery.start(1000);
	portal.counters.start(1000);
	portal.hourly.start();
	warnOfBrokenAudit(portal);
	await portal.space.makeReserve();
	await portal.sweeper.start();
}

async function checkRecord({ intake }: Portal, record: string): Promise<void> {
	if (intake.files.shared) await followRecord(intake, record);
	await restoreRecord(intake, record);
}

/** What others have built need not be built again. */
async function followSite({ followSite }: Portal): Promise<void> {
	if (!followSite) return;
	await followSite.run().finally(() => followSite.start(followMs));
}

async function buildSite({ site }: Portal): Promise<void> {
	const started = Date.now();
	print('正在检查公开网站 …');
	const timer = setInterval(
		() => print(`  正在生成网页，已用 ${Math.round((Date.now() - started) / 1000)} 秒 …`),
		3000,
	);
	try {
		await site.ensure();
	} catch (error) {
		// The full message, which includes what was removed from the site that stays up.
		if (site.state().error) throw new BuildError(site.state().error ?? '');
		throw error;
	} finally {
		clearInterval(timer);
	}
}

/** A portal starts without its storage, and takes reports in words. */
async function warnOfStorage({ intake: { files } }: Portal): Promise<void> {
	if (await files.storage.answers()) return;
	print(
		'文件存储（S3）没有应答，暂时不能收取和打开文件。请检查 S3_ENDPOINT、S3_BUCKET、访问密钥和网络；其他功能不受影响。',
	);
}

/** Prints the faults of a broken audit log; the portal runs all the same. Joins the verification begun at start. */
function warnOfBrokenAudit({ auditWatch }: Portal): void {
	const verification = auditWatch.verify().then((verdict) => {
		const faults = verdict?.faults ?? [];
		for (const fault of faults) print(`审计日志核验不通过：${faultSentence(fault)}`);
		if (faults.length > 0) print(whatToDo);
	});
	// The failure itself is logged by the verification.
	verification.catch(() => print('审计日志没有核验完成，原因见系统日志。'));
}
