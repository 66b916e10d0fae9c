import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../../config.ts';
import { errorCode } from '../../error-code.ts';
import { fingerprint } from './fingerprint.ts';
import { finishFolder } from './finish-folder.ts';
import { BuildError, runBuild } from './run-build.ts';
import { shareGroup } from './site-folder.ts';

const root = join(import.meta.dirname, '..', '..', '..');
/** Pages are made and thrown away by the thousand: with room for the young, far less time goes into collecting them. */
export const nodeFlags = ['--max-semi-space-size=64'];
/** How a build is made. */
export interface HowToBuild {
	/** The day that its pages speak of. */
	day: string;
	/** The site that is up, where what is the same can be taken over from it. */
	before?: string | undefined;
	/** Only pages that are made of something else than those of `before` are made; all others are kept. */
	keeps?: boolean;
	onLine?: ((line: string) => void) | undefined;
}

/** Builds the site into a folder that is ready to be served. Throws BuildError, and leaves nothing of it then. */
export async function buildInto(config: Config, out: string, how: HowToBuild): Promise<void> {
	// Astro puts its working files below the folder it is started in: each build has one of its own, so that two
	// portals of one checkout do not disturb each other. Inside the project, where packages are found.
	const workshop = join(root, '.astro', 'builds', fingerprint([], [resolve(out, '..')]));
	// A build that was killed left its pages there, perhaps with something that was withdrawn since.
	await rm(workshop, { recursive: true, force: true });
	await mkdir(workshop, { recursive: true });
	await mkdir(dirname(out), { recursive: true });
	await shareGroup(workshop, dirname(out));
	try {
		await buildIn(workshop, config, how);
		await moveFolder(join(workshop, 'out'), out);
		await finishFolder(out, how.before);
	} catch (error) {
		await rm(out, { recursive: true, force: true });
		throw error;
	} finally {
		await rm(workshop, { recursive: true, force: true });
	}
}

/** Builds into `out` of the workshop: Astro renames files between the two, so both must lie on one disk. */
async function buildIn(workshop: string, config: Config, how: HowToBuild): Promise<void> {
	const { day, before, keeps, onLine } = how;
	const out = join(workshop, 'out');
	await runBuild([...nodeFlags, join(root, 'node_modules', 'astro', 'bin', 'astro.mjs'), 'build', '--root', root], {
		cwd: workshop,
		env: {
			CONTENT_DIR: config.contentDir,
			RECORD_DIR: join(config.dataDir, 'record'),
			SITE_OUT_DIR: out,
			SITE_CACHE_DIR: join(config.dataDir, 'cache'),
			SITE_URL: config.siteUrl.href,
			PORTAL_ENV: config.env,
			SITE_DAY: day,
			...(keeps && before !== undefined && { SITE_BEFORE: before }),
			ASTRO_TELEMETRY_DISABLED: '1',
		},
		...(onLine && { onLine }),
	});
	if (!existsSync(join(out, 'index.html'))) throw new BuildError('网站没有生成首页，已保留原来的网站。');
}

/** Moves a folder, also to another disk: the data often has one of its own. */
async function moveFolder(from: string, to: string): Promise<void> {
	try {
		await rename(from, to);
	} catch (error) {
		if (errorCode(error) !== 'EXDEV') throw error;
		await cp(from, to, { recursive: true, preserveTimestamps: true });
	}
}
