import { nameOf } from '../../../content/facts/look-up.ts';
import type { Reference } from '../calls/answers.ts';
import type { Filters } from './filters.ts';

/** Labels of the filters that a figure has set. */
export function filterLabels(filters: Filters, names: Reference | null): string[] {
	const { ageFrom, ageTo } = filters;
	const outcomes = filters.outcome.split(',').map((id) => nameOf(names?.outcomes, id));
	const answered = filters.answered === 'late' ? '逾期答复' : '按期答复';
	return [
		filters.group && (filters.group === 'illegal-mining' ? '非法采矿类' : '其他类'),
		filters.town && `乡镇：${filters.town}`,
		filters.outcome && `结论：${outcomes.join('、')}`,
		(ageFrom || ageTo) && (ageTo ? `收到 ${ageFrom || 0} 至 ${ageTo} 天` : `收到 ${ageFrom} 天以上`),
		filters.receivedMonth && `${filters.receivedMonth} 收到`,
		filters.concludedMonth && `${filters.concludedMonth} 办结`,
		filters.accepted && '已受理过',
		filters.answered && answered,
		filters.returned && '曾退回异议',
		filters.rated && '举报人已评价',
	].filter((words) => words !== '');
}
