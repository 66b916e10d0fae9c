import { join } from 'node:path';
import { loadContent } from '../../content/load.ts';
import type { WatchedDiskSpace } from '../../db/disk-space.ts';
import type { Config } from '../config.ts';
import { alertFullDisk } from '../data-folder/alert-full-disk.ts';
import { enterFolder } from '../data-folder/claim-folder.ts';
import { refuseLostDatabase, refuseOtherPublicKeys } from '../data-folder/key-mismatches.ts';
import { readManifest } from '../data-folder/manifest.ts';
import { openPortalDatabase } from '../data-folder/open-database.ts';
import { type SharedCounters, sharedCounters } from '../http/captcha/shared-counters.ts';
import type { IntakeDeps } from '../intake/routes.ts';
import { readPublicKeys } from '../keys/public-keys.ts';
import { keyThreads } from '../keys/threads/threads.ts';
import { openLog, traceOf } from '../log.ts';
import { type LoopWatch, loopWatch } from '../loop-watch.ts';
import { type PeriodicTask, periodicTask } from '../periodic-task.ts';
import { openDeps, openFollower, openIntake } from './open-deps.ts';

/** A public process, opened and wired, not yet listening. */
export interface PublicPortal {
	intake: IntakeDeps;
	/** Learns of the files that other processes received. */
	unsent: PeriodicTask;
	/** Counters of the rate limits, shared with other processes. */
	counters: SharedCounters;
	/** Fetches the site that another machine builds; null where there is none. */
	followSite: PeriodicTask | null;
	/** For how long calls hold the event loop. */
	loop: LoopWatch;
	/** Waits for what is under way, and closes everything. */
	close(): Promise<void>;
}

/**
 * Opens a public process in a folder that the staff side has made. Nothing that this loads opens what is sealed to the
 * operator, delivers, migrates, repairs or builds (`tests/api/start/public-process.test.ts`). Throws ConfigError.
 */
export async function openPublic(config: Config, space: WatchedDiskSpace): Promise<PublicPortal> {
	enterFolder(config.dataDir);
	refuseLostDatabase(config);
	const content = loadContent(config.contentDir, join(config.dataDir, 'record'));
	const manifest = readManifest(config.dataDir);
	const keys = await readPublicKeys(config, manifest?.recipients.at(-1) ?? []);
	if (manifest) refuseOtherPublicKeys(manifest, keys);
	const log = openLog(config);
	const db = await openPortalDatabase(config, space, { asItIs: true });
	const threads = keyThreads();
	const deps = await openDeps(config, content, { db, log, keys, threads });
	alertFullDisk(deps, space);
	const unsent = periodicTask(
		() => deps.unsentFiles.refresh(),
		(error) => log.error({ event: 'uploads.not-counted', ...traceOf(error) }),
	);
	const counters = sharedCounters(deps);
	const followSite = openFollower(deps, config.dataDir, null);
	const loop = loopWatch(log);
	return {
		intake: openIntake(config, deps, counters),
		unsent,
		counters,
		followSite,
		loop,
		async close() {
			await Promise.all([unsent.stop(), counters.stop(), loop.stop(), followSite?.stop()]);
			deps.inspector.stop();
			await threads.stop();
			await db.close();
		},
	};
}
