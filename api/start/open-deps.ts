import { join } from 'node:path';
import type { Content } from '../../content/content.ts';
import type { Database } from '../../db/database.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { openInspector } from '../evidence/inspect/inspector.ts';
import { openEvidenceFiles } from '../evidence/open-evidence-files.ts';
import { unsentFiles } from '../evidence/uploads/unsent-files.ts';
import { attemptLimits } from '../http/captcha/attempt-limits.ts';
import { openCaptcha } from '../http/captcha/open-captcha.ts';
import type { SharedCounters } from '../http/captcha/shared-counters.ts';
import type { IntakeDeps } from '../intake/routes.ts';
import { portalKeys } from '../keys/portal-keys.ts';
import type { PublicKeys } from '../keys/public-keys.ts';
import { newId, randomDigits } from '../keys/random.ts';
import { receiptKeys } from '../keys/receipt-keys.ts';
import { sealer } from '../keys/seal.ts';
import type { KeyThreads } from '../keys/threads/threads.ts';
import type { Log } from '../log.ts';
import type { PeriodicTask } from '../periodic-task.ts';
import { followBuilds, type OwnSite } from '../publication/build/follow-builds.ts';
import { cells } from '../routing/cell.ts';
import { locator } from '../routing/locate.ts';

/** What a process opened before everything else. */
export interface Opened {
	db: Database;
	log: Log;
	keys: PublicKeys;
	threads: KeyThreads;
	now?: (() => Date) | undefined;
}

/** What every verb works with, on either side. */
export async function openDeps(
	config: Config,
	content: Content,
	{ db, log, keys, threads, now }: Opened,
): Promise<Deps> {
	const keyed = portalKeys(keys.secret, keys.suites);
	const locate = locator(content);
	return {
		db,
		content,
		locate,
		cellOf: cells(locate),
		sealer: sealer(keys.suites, keys.recipients),
		receiptKeys: receiptKeys(keyed, keys.recipients, threads, config.receiptKdf),
		keys: keyed,
		files: await openEvidenceFiles(config, { db, newId, log }),
		inspector: openInspector(content.evidence),
		unsentFiles: unsentFiles({ db, keys: keyed, randomDigits }),
		siteUrl: config.siteUrl,
		demo: config.env === 'demo',
		now: now ?? (() => new Date()),
		newId,
		randomDigits,
		log,
	};
}

/** Follows the site of other machines; null where there are none. */
export function openFollower(deps: Deps, dataDir: string, own: OwnSite | null): PeriodicTask | null {
	const { storage, shared } = deps.files;
	return shared ? followBuilds({ ...deps, storage }, join(dataDir, 'public'), own) : null;
}

/** What the public side works with; `counters` are those of the rate limits. */
export function openIntake(config: Config, deps: Deps, counters: SharedCounters): IntakeDeps {
	return {
		...deps,
		captcha: openCaptcha(config.captcha, deps),
		captchaRequired: config.captcha.provider !== 'off',
		limits: attemptLimits(deps, counters),
		proxyHeader: config.proxyHeader,
	};
}
