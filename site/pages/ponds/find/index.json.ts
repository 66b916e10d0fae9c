import { file } from '../../../data/envelope.ts';
import { packPonds } from '../../../ponds/browser/packed.ts';
import type { PondRow } from '../../../ponds/browser/select.ts';
import { catalogue } from '../../../ponds/catalogue.ts';
import { alarmTag, monitoringNames, statusNames, unpublished } from '../../../ponds/words.ts';

export function GET() {
	const rows: PondRow[] = catalogue().map(({ pond, county, findings }) => ({
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
	return file(JSON.stringify(packPonds(rows)), 'application/json');
}
