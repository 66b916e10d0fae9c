import { join } from 'node:path';
import type { Content } from '../../content/content.ts';
import { dayOf } from '../../content/facts/time.ts';
import { type DiskSpace, type WatchedDiskSpace, watchDiskSpace } from '../../db/disk-space.ts';
import { engine } from '../../db/engine.ts';
import { type Auth, openAuth } from '../accounts/auth.ts';
import { openProvider } from '../accounts/oidc/provider.ts';
import { passwordQueues } from '../accounts/sign-in/password-queues.ts';
import { headsFile, headsName } from '../audit/heads.ts';
import { type AuditWatch, auditWatch } from '../audit/watch.ts';
import type { Config } from '../config.ts';
import { alertFullDisk } from '../data-folder/alert-full-disk.ts';
import { acceptKeys, recogniseFolder, refuseOtherKeys, writeFolderManifest } from '../data-folder/check-folder-keys.ts';
import { prepareFolder } from '../data-folder/claim-folder.ts';
import { refuseLostDatabase } from '../data-folder/key-mismatches.ts';
import { openPortalDatabase } from '../data-folder/open-database.ts';
import { refuseLostKeys } from '../data-folder/refuse-lost-keys.ts';
import { shareDatabase } from '../data-folder/restrict-access.ts';
import { type Delivery, delivery, type JobHandlers } from '../delivery/deliver.ts';
import { notificationHandlers } from '../delivery/notification-handlers.ts';
import type { StaffDeps } from '../deps.ts';
import { type Sweeper, uploadSweeper } from '../evidence/uploads/sweep-uploads.ts';
import { openCaptcha } from '../http/captcha/open-captcha.ts';
import { type SharedCounters, sharedCounters } from '../http/captcha/shared-counters.ts';
import type { IntakeDeps } from '../intake/routes.ts';
import { type Keeper, keeperByLease, onlyKeeper } from '../keeper.ts';
import { readKeys } from '../keys/key-files.ts';
import { unsealer } from '../keys/seal.ts';
import { ownSuites, type Suites } from '../keys/suites.ts';
import { type KeyThreads, keyThreads } from '../keys/threads/threads.ts';
import { type Log, openLog } from '../log.ts';
import { loopWatch } from '../loop-watch.ts';
import type { PeriodicTask } from '../periodic-task.ts';
import { alertDifferentSite } from '../publication/build/alert-different-site.ts';
import { type SiteBuilder, siteBuilder } from '../publication/build/build-site.ts';
import { shareBuild } from '../publication/build/share-build.ts';
import { buildSharing } from '../publication/record/build-sharing.ts';
import { withdrawnIds } from '../publication/record/withdrawn-ids.ts';
import { writeRecord } from '../publication/record/write-record.ts';
import { writeStatistics } from '../publication/record/write-statistics.ts';
import { alarmJobHandlers } from '../report/alarms/alarm-job-handlers.ts';
import { dutyGaps } from '../report/alarms/duty.ts';
import { unknownYears } from '../report/workdays.ts';
import { alarmEscalation } from './escalate-alarms.ts';
import { type Hourly, hourly } from './hourly.ts';
import { openDeps, openFollower, openIntake } from './open-deps.ts';

/** Everything the portal is made of, opened and wired, not yet listening. */
export interface Portal {
	/** For the public side: no key that opens sealed material. */
	intake: IntakeDeps;
	/** For the staff side. */
	staff: StaffDeps;
	auth: Auth;
	site: SiteBuilder;
	/** Shares the site with other machines and fetches theirs; null where there are none. */
	followSite: PeriodicTask | null;
	delivery: Delivery;
	/** What belongs to a day: reminders, figures, pages that speak of today. */
	hourly: Hourly;
	/** Passes alarms on that nobody answers. */
	alarmEscalation: PeriodicTask;
	/** Verifies the audit log. */
	auditWatch: AuditWatch;
	/** Whether this process does what one of all does. */
	keeper: Keeper;
	/** Counters of the rate limits, shared with other processes. */
	counters: SharedCounters;
	/** Removes files that were never sent. */
	sweeper: Sweeper;
	/** Room on the disk that the database keeps. */
	space: DiskSpace;
	/** Writes down which keys the data is under, once there is any. */
	writeFolderManifest(): Promise<void>;
	/** Writes down that the operator means these keys now. */
	acceptKeys(): ReturnType<typeof acceptKeys>;
	/** Begins no more work of its own, and waits for what is under way. Requests are answered still. */
	stopWork(): Promise<void>;
	/** The same, and closes everything. */
	close(): Promise<void>;
}

/**
 * Opens database, keys and workers. Throws ConfigError with a sentence when the data folder cannot be used. With
 * `acceptsKeys` other recipients than before are no reason for that; `space` is that of the disk where it is watched already;
 * `suites` are this program's own everywhere but in tests, and so are the `threads` that know them; `keeper` is given where
 * a portal is known to be the only one.
 */
export async function openPortal(
	config: Config,
	content: Content,
	options: {
		now?: () => Date;
		acceptsKeys?: boolean;
		space?: WatchedDiskSpace;
		suites?: Suites;
		threads?: KeyThreads;
		keeper?: Keeper;
	} = {},
): Promise<Portal> {
	prepareFolder(config.dataDir);
	refuseLostDatabase(config);
	refuseLostKeys(config);
	const log = openLog(config);
	const suites = options.suites ?? ownSuites;
	const keys = await readKeys(config, suites);
	refuseOtherKeys(config, keys, options.acceptsKeys ?? false);
	const space = options.space ?? watchDiskSpace(config.dataDir);
	const db = await openPortalDatabase(config, space);
	shareDatabase(config.dataDir);
	const threads = options.threads ?? keyThreads();
	const deps = await openDeps(config, content, { db, log, keys, threads, now: options.now });
	await recogniseFolder(deps, config, keys).catch(async (error: unknown) => {
		await db.close();
		throw error;
	});
	alertFullDisk(deps, space);
	const heads = headsFile(join(config.dataDir, headsName), deps.keys);
	const watch = auditWatch(deps, heads, config.sending.auditMail !== undefined);
	const loop = loopWatch(log);
	const captchaRequired = config.captcha.provider !== 'off';
	const staff: StaffDeps = {
		...deps,
		passwordQueues: passwordQueues(content.accounts.signIn),
		captcha: openCaptcha({ provider: captchaRequired ? 'altcha' : 'off' }, deps),
		captchaRequired,
		proxyHeader: config.proxyHeader,
		auditWatch: watch,
		loopWatch: loop,
		unsealer: unsealer(suites, keys.identities),
		secondFactor: config.secondFactor,
		provider: config.oidc ? openProvider(config.oidc) : null,
	};
	const counters = sharedCounters(deps);
	const intake = openIntake(config, deps, counters);
	const sharing = deps.files.shared ? buildSharing(deps, join(config.dataDir, 'record')) : undefined;
	const site = siteBuilder(config, log, {
		withdrawn: () => withdrawnIds(deps),
		onDifference: (files) => alertDifferentSite(deps, files),
		sharing,
	});
	const keeper = options.keeper ?? (engine === 'postgres' ? keeperByLease(deps) : onlyKeeper);
	const followSite = openFollower(deps, config.dataDir, { builder: site, share: shareBuild, shares: keeper.keeps });
	const jobs = delivery(deps, jobHandlers(staff, config, site, log), keeper);
	const sweeper = uploadSweeper(deps, keeper);
	const days = hourly(staff, keeper);
	const alarms = alarmEscalation(deps, keeper);
	const workers = [alarms, watch, days, jobs, sweeper, counters, loop, ...(followSite ? [followSite] : [])];
	const stopWork = async () => {
		await Promise.all(workers.map((worker) => worker.stop()));
		await keeper.stop();
	};
	for (const year of unknownYears(content, dayOf(deps.now()))) log.warn({ event: 'calendar.unknown-year', year });
	for (const gap of dutyGaps(content, deps.now())) log.error({ event: 'duty.unmanned', ...gap });
	return {
		intake,
		staff,
		auth: openAuth(db, deps.keys, {
			siteUrl: config.siteUrl,
			staffPath: `${config.siteUrl.pathname}api/staff`,
			issuer: content.site.title,
		}),
		site,
		followSite,
		delivery: jobs,
		keeper,
		sweeper,
		counters,
		space: space,
		hourly: days,
		alarmEscalation: alarms,
		auditWatch: watch,
		writeFolderManifest: () => writeFolderManifest(config.dataDir, keys),
		acceptKeys: () => acceptKeys(deps, config, keys),
		stopWork,
		async close() {
			await stopWork();
			deps.inspector.stop();
			await threads.stop();
			site.stop();
			await db.close();
		},
	};
}

function jobHandlers(deps: StaffDeps, config: Config, site: SiteBuilder, log: Log): JobHandlers {
	const rebuild = (anew = false) => {
		// The job is done once the record is written: a failed build shows in the console and at the next start.
		site.request(anew).catch(() => log.warn({ event: 'site.kept-old' }));
	};
	return {
		...notificationHandlers(deps, config.sending),
		...alarmJobHandlers(deps, config.sending),
		'record.write': async ({ publicationId }) => {
			const [withdrawn] = await withdrawnIds(deps, publicationId);
			// The page is hidden first, as a full disk may refuse the record; then everything that shows it is removed.
			if (withdrawn) await site.hide(withdrawn);
			await writeRecord(deps, join(config.dataDir, 'record'), publicationId).catch(async (error: unknown) => {
				if (withdrawn) await site.withoutWithdrawn();
				throw error;
			});
			rebuild();
		},
		'statistics.write': async () => {
			if (await writeStatistics(deps, join(config.dataDir, 'record'))) rebuild();
		},
		'site.rebuild': async ({ anew }) => rebuild(anew),
	};
}
