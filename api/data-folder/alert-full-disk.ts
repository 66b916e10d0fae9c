import { AsyncResource } from 'node:async_hooks';
import type { WatchedDiskSpace } from '../../db/disk-space.ts';
import { raiseAlert } from '../audit/alerts.ts';
import type { Deps } from '../deps.ts';
import { traceOf } from '../log.ts';

/**
 * Reports each time that writing stops for lack of disk space, and when it resumes: once in the log, and once as an
 * alert to auditor and city, written into the reserve. Single writes that fail meanwhile are not reported.
 */
export function alertFullDisk(deps: Deps, space: WatchedDiskSpace): void {
	// Noticed in the middle of a write, which must not wait for another one.
	const changed = AsyncResource.bind((stopped: boolean) => {
		if (!stopped) return deps.log.info({ event: 'disk.has-room' });
		deps.log.error({ event: 'disk.short' });
		tell(deps).catch((error: unknown) => deps.log.error({ event: 'disk.short.not-told', ...traceOf(error) }));
	});
	space.whenChanged(changed);
	if (space.isLow()) deps.log.error({ event: 'disk.short' });
}

function tell(deps: Deps): Promise<void> {
	const text =
		'服务器磁盘空间不足或者磁盘有故障，平台暂停受理和办理，只提供浏览和查询。请立即通知运维人员在数据目录所在的磁盘上腾出空间，并检查磁盘。';
	return deps.db.writeFromReserve((tx) =>
		raiseAlert(tx, deps, { kind: 'disk.short', subject: '服务器磁盘', text, forCity: true }),
	);
}
