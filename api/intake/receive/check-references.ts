import { earliestDay } from '../../../content/facts/earliest-day.ts';
import { dayOf } from '../../../content/facts/time.ts';
import type { Deps } from '../../deps.ts';
import { type FieldProblem, invalid } from '../../http/errors.ts';
import type { ReportInput } from './report-input.ts';

/** Refuses names that no list has; the first wrong one is told at its field. */
export function checkReferences(deps: Pick<Deps, 'content' | 'now'>, input: ReportInput): void {
	const [first] = wrongReferences(deps, input);
	if (first) throw invalid(first);
}

/** Names of other lists must exist, and nothing happened tomorrow or before anybody remembers. */
export function wrongReferences({ content, now }: Pick<Deps, 'content' | 'now'>, input: ReportInput): FieldProblem[] {
	const { category, pondId, mineId, occurredOn, location, avoidCounties } = input;
	const known = (adcode: number) => content.units.counties.some((county) => county.adcode === adcode);
	const { adcode } = location;
	const checks: Array<[wrong: boolean, path: string, message: string]> = [
		[!content.categories.some((each) => each.id === category), 'category', '举报事项不在可选范围内，请重新选择'],
		[
			pondId !== undefined && pondId !== '' && !content.ponds.some((pond) => pond.id === pondId),
			'pondId',
			'没有找到这座尾矿库，请重新选择或者留空',
		],
		[
			mineId !== undefined && mineId !== '' && !content.mines.some((mine) => mine.id === mineId),
			'mineId',
			'没有找到这座矿山，请重新选择或者留空',
		],
		[occurredOn !== undefined && occurredOn > dayOf(now()), 'occurredOn', '日期不能晚于今天'],
		[occurredOn !== undefined && occurredOn < earliestDay, 'occurredOn', '日期太早，请核对年份'],
		[adcode !== undefined && !known(adcode), 'location.adcode', '县（市）区不在本市范围内，请重新选择；不清楚可以不选'],
		[!avoidCounties.every(known), 'avoidCounties', '要回避的县（市）区不在本市范围内，请重新选择'],
	];
	return checks.filter(([wrong]) => wrong).map(([, path, message]) => ({ path, message }));
}
