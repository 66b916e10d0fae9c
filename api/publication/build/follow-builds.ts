import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Log, traceOf } from '../../log.ts';
import { type PeriodicTask, periodicTask } from '../../periodic-task.ts';
import { fetchBuild } from './fetch-build.ts';
import { buildThatIsUp, putUp, removeOthers } from './put-up.ts';
import type { ShareDeps, shareBuild } from './share-build.ts';
import { beginSharedBuild, numberOf, type SharedBuild, sharedBuilds } from './shared-builds.ts';
import { siteFolder } from './site-folder.ts';

/** The builder of a process that has one. */
export interface OwnBuilder {
	/** How often something was taken off what is up since it was put up. */
	takenDown(): number;
	/** Makes a build that lies there the one that is up, without what was withdrawn, if it is newer once its turn comes. */
	adopt(name: string, isNewer: () => Promise<boolean>): Promise<void>;
}

/** A process that builds, with how it shares that. */
export interface OwnSite {
	builder: OwnBuilder;
	share: typeof shareBuild;
	/** False while another process of all builds and shares. */
	shares(): boolean;
}

/** What of this machine's site all others have, too. */
interface Settled {
	/** Name of its folder here. */
	folder: string;
	/** Number under which it was shared or fetched. */
	nr: number;
	takenDown: number;
}

/**
 * Keeps the site of this machine the same as that of all others: shares what was built here, or had something taken off
 * it, and fetches what others share. The build that was begun last counts.
 */
export function followBuilds(deps: ShareDeps, home: string, own: OwnSite | null): PeriodicTask {
	const { db, storage, log } = deps;
	let settled: Settled | undefined;

	const numberHere = async (): Promise<number | undefined> => {
		const folder = buildThatIsUp(home);
		if (folder === null || settled?.folder === folder) return folder === null ? undefined : settled?.nr;
		return numberOf(db.read, folder);
	};

	async function fetchLatest(latest: SharedBuild): Promise<void> {
		await fetchBuild(storage, { home, current: siteFolder(home) }, latest);
		const isNewer = async () => ((await numberHere()) ?? 0) < latest.nr;
		if (own) await own.builder.adopt(latest.name, isNewer);
		else await adoptHere(home, latest.name, log);
		if (buildThatIsUp(home) === latest.name) settled = { folder: latest.name, nr: latest.nr, takenDown: 0 };
	}

	async function shareOwn({ share }: OwnSite, folder: string, takenDown: number): Promise<void> {
		const number = await numberHere();
		const asBuilt = number !== undefined && takenDown === 0;
		const nr = asBuilt ? number : await beginSharedBuild(deps);
		await share(deps, join(home, folder), { nr, name: asBuilt ? folder : `${folder}.${nr}` });
		settled = { folder, nr, takenDown };
	}

	async function follow(): Promise<void> {
		const [latest] = await sharedBuilds(db.read);
		const folder = buildThatIsUp(home);
		if (latest && latest.nr > ((await numberHere()) ?? 0) && latest.name !== folder) return fetchLatest(latest);
		if (!own?.shares() || folder === null) return;
		const takenDown = own.builder.takenDown();
		if (!settled && latest?.name === folder) settled = { folder, nr: latest.nr, takenDown: 0 };
		if (settled?.folder === folder && settled.takenDown === takenDown) return;
		await shareOwn(own, folder, takenDown);
	}

	if (!own && !mayWrite(home))
		return periodicTask(
			async () => undefined,
			() => undefined,
		);
	return periodicTask(follow, (error) => log.error({ event: 'site.not-followed', ...traceOf(error) }));
}

async function adoptHere(home: string, name: string, log: Log): Promise<void> {
	await putUp(home, name);
	await removeOthers(home, name, log);
}

/** False beside a staff side of another user, which follows for both. */
function mayWrite(home: string): boolean {
	try {
		mkdirSync(home, { recursive: true });
		accessSync(home, constants.W_OK);
		return true;
	} catch {
		return false;
	}
}
