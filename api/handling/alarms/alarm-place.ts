import type { Report } from '../record-event.ts';

/** Cells a degree: about 5 km, coarse enough for two people who look at the same dam from two sides. */
const cellsPerDegree = 20;

/**
 * What reports must share to be one alarm: the pond; without one, town or coarse cell and the category. Null where
 * nothing says that two of them mean one place: an alarm too many does less harm than one too few.
 */
export function alarmPlace(report: Pick<Report, 'pondId' | 'town' | 'lat' | 'lon' | 'category'>): string | null {
	const { pondId, town, lat, lon, category } = report;
	if (pondId) return `pond ${pondId}`;
	if (town) return `town ${town} ${category}`;
	if (lat === null || lon === null) return null;
	return `cell ${Math.floor(lat * cellsPerDegree)} ${Math.floor(lon * cellsPerDegree)} ${category}`;
}
