import type { Report } from '../report.ts';

/** Cells per degree: about 5 km, so that two people who see the same dam from opposite sides share one. */
const cellsPerDegree = 20;

type Place = Pick<Report, 'bypassed' | 'pondId' | 'mineId' | 'lat' | 'lon' | 'category'>;

/**
 * What reports must share to be one alarm: the pond; without one the mine; without both coarse cell and category. Null
 * where nothing shows that two reports mean one place: an extra alarm does less harm than a missing one. Null also for
 * by-passed reports, whose existence must not show in anything a by-passed county sees.
 */
export function alarmPlace({ bypassed, pondId, mineId, lat, lon, category }: Place): string | null {
	if (bypassed) return null;
	if (pondId) return `pond ${pondId}`;
	if (mineId) return `mine ${mineId}`;
	if (lat === null || lon === null) return null;
	return `cell ${Math.floor(lat * cellsPerDegree)} ${Math.floor(lon * cellsPerDegree)} ${category}`;
}
