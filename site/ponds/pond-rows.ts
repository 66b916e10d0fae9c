import type { PondRow } from './browser/select.ts';
import { catalogue } from './catalogue.ts';
import { alarmTag, monitoringNames, statusNames, unpublished } from './pond-labels.ts';

/** All ponds by as much as the page that finds them shows and sorts by. */
export function pondRows(): PondRow[] {
	return catalogue().map(({ pond, county, findings }) => ({
		id: pond.id,
		name: pond.name,
		county: county?.name ?? '',
		town: pond.town ?? '',
		status: pond.status ? statusNames[pond.status] : unpublished,
		grade: pond.grade ?? 0,
		monitoring: pond.monitoring ? monitoringNames[pond.monitoring] : unpublished,
		overhead: pond.overhead === true,
		alarm: alarmTag(pond),
		findings: findings.length,
		demo: pond.demo,
	}));
}
