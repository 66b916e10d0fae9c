import { z } from 'zod';
import { officeName } from '../../../content/facts/area-name.ts';
import { dayOf } from '../../../content/facts/time.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { readTallies } from '../../report/tallies.ts';
import { type AreaCounts, addUp, ages, type Counts, countAreas, onTimeRate } from '../inbox/count-areas.ts';
import { Month } from '../inbox/list-filters.ts';
import type { OfficeHead, OfficeTable } from './office-table.ts';

/** The period reported on; without one, the current month. */
export const BulletinQuery = z.strictObject({ month: Month.optional() });

const columns = (...heads: string[]) => heads.map((head) => ({ head, width: 7 }));

const headsOf = (month: string): OfficeHead[] => [
	{ head: '序号', columns: [{ head: '', width: 5 }] },
	{ head: '县（市）区', columns: [{ head: '', width: 10 }] },
	{ head: `本期（${month}）`, columns: columns('收到', '办结') },
	{ head: '累计', columns: columns('收到', '受理', '办结', '查实', '退回异议') },
	{ head: '按期办理', columns: columns('已答复', '按期答复', '逾期未办结', '按期率') },
	{ head: '在办', columns: columns('合计', '督办', '等待补充', ...ages.map(({ label }) => label)) },
	{ head: '群众评价', columns: columns('评价件数', '满意度') },
];

const notes = [
	'说明：本期为当月收到和当月办结的件数，其余为截至填报时间的累计数。查实包括部分查实；已答复包括办结、不予受理和并案。',
	'按期率为按期答复件数占已答复与逾期未办结件数之和的比例。满意度为举报人评分的平均数，最高 5 分。',
];

interface Period {
	received: number;
	concluded: number;
}

/** The periodic bulletin: how each county stands, and that it was taken out is logged. Counts only. */
export async function bulletin(
	deps: Deps,
	officer: Officer,
	{ month: asked }: z.infer<typeof BulletinQuery>,
): Promise<OfficeTable> {
	const today = dayOf(deps.now());
	const month = asked ?? today.slice(0, 7);
	const tallies = await readTallies(deps, officer);
	const areas = await countAreas(deps, officer, tallies);
	const period = (adcode?: number): Period => ({
		received: tallies.sum('received', [month], adcode),
		concluded: tallies.sum('concluded', [month], adcode),
	});
	await deps.db.write((tx) =>
		writeAudit(tx, deps, { actor: officer, action: 'report.listed', subject: '通报', reason: month }),
	);
	return {
		title: `${deps.content.units.city.name}矿山线索办理情况通报（${month}）`,
		sheet: '通报',
		heads: headsOf(month),
		signature: { unit: officeName(deps.content, officer), by: officer.name, on: today },
		rows: [...areas.map((area, nth) => line(nth + 1, area, period(area.adcode))), ...total(areas, period())],
		notes,
		demo: deps.demo,
	};
}

function line(serial: number, area: AreaCounts, period: Period): Array<string | number> {
	return [serial, area.name, ...figures(area, period)];
}

/** A county alone is its own total. */
function total(areas: AreaCounts[], period: Period): Array<Array<string | number>> {
	return areas.length > 1 ? [['', '合计', ...figures(addUp(areas), period)]] : [];
}

function figures(counts: Counts, period: Period): Array<string | number> {
	const rate = onTimeRate(counts);
	return [
		period.received,
		period.concluded,
		counts.received,
		counts.accepted,
		counts.concluded,
		counts.substantiated,
		counts.returned,
		counts.answered,
		counts.onTime,
		counts.overdue,
		rate === null ? '无' : `${Math.round(rate * 1000) / 10}%`,
		counts.open,
		counts.supervised,
		counts.waiting,
		...counts.ages,
		counts.rated,
		counts.rated === 0 ? '无' : (counts.scores / counts.rated).toFixed(1),
	];
}
