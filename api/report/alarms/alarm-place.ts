import type { Report } from '../report.ts';

/** Cells a degree: about 5 km, coarse enough for two people who look at the same dam from two sides. */
const cellsPerDegree = 20;

type Place = Pick<Report, 'bypassed' | 'pondId' | 'mineId' | 'lat' | 'lon' | 'category'>;

/**
 * What reports must share to be one alarm: the pond; without one the mine; without both coarse cell and category. Null
 * where nothing says that two of them mean one place: an alarm too many does less harm than one too few. Null also for
 * what by-passes anybody: nothing that a by-passed county sees may show that it exists.
 */
export function alarmPlace({ bypassed, pondId, mineId, lat, lon, category }: Place): string | null {
	if (bypassed) return null;
	if (pondId) return `pond ${pondId}`;
	if (mineId) return `mine ${mineId}`;
	if (lat === null || lon === null) return null;
	return `cell ${Math.floor(lat * cellsPerDegree)} ${Math.floor(lon * cellsPerDegree)} ${category}`;
}
