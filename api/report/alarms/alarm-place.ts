import { middleCell } from '../../routing/cell.ts';
import type { Report } from '../report.ts';

type Place = Pick<Report, 'bypassed' | 'pondId' | 'mineId' | 'cell' | 'category'>;

/**
 * What reports must share to be one alarm: the pond; without one the mine; without both category and a cell of
 * about 5 km, so that two people who see the same dam from opposite sides share one. Null
 * where nothing shows that two reports mean one place: an extra alarm does less harm than a missing one. Null also for
 * by-passed reports, whose existence must not show in anything a by-passed county sees.
 */
export function alarmPlace({ bypassed, pondId, mineId, cell, category }: Place): string | null {
	if (bypassed) return null;
	if (pondId) return `pond ${pondId}`;
	if (mineId) return `mine ${mineId}`;
	const middle = cell && middleCell(cell);
	return middle && `cell ${middle} ${category}`;
}
