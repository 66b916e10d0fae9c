import { dayOf } from '../../../content/facts/time.ts';
import type { Deps } from '../../deps.ts';
import type { BuildSharing } from '../build/build-site.ts';
import { beginSharedBuild, nameSharedBuild } from '../build/shared-builds.ts';
import { followRecord } from './restore-record.ts';
import { writeStatistics } from './write-statistics.ts';

/** Where several machines build: each takes a number first, and then brings its record up to what the database says. */
export function buildSharing(deps: Deps, recordDir: string): BuildSharing {
	let counted = '';
	return {
		async begin() {
			const nr = await beginSharedBuild(deps);
			await followRecord(deps, recordDir);
			const today = dayOf(deps.now());
			if (counted !== today) await writeStatistics(deps, recordDir);
			counted = today;
			return nr;
		},
		finished: (nr, name) => nameSharedBuild(deps, nr, name),
	};
}
