import { and, eq, gte, inArray, isNotNull, lt, lte, notInArray, type SQL } from 'drizzle-orm';
import { reports } from '../../db/schema/reports.ts';
import type { Officer } from '../accounts/officer.ts';
import { addDays } from '../time.ts';
import { settled } from './statuses.ts';

/** Saved views of the inbox. */
export const viewNames = {
	new: '新收到',
	mine: '我承办的',
	due: '即将到期',
	overdue: '已逾期',
	waiting: '等待补充',
	supervised: '督办',
	city: '待市级确定',
	open: '在办',
	all: '全部',
} as const;

export type View = keyof typeof viewNames;

const soonDays = 3;
const unsettled = notInArray(reports.status, [...settled]);

/** The condition of a view, beside what the officer may see at all. */
export function viewCondition(view: View, officer: Officer, today: string): SQL | undefined {
	switch (view) {
		case 'new':
			return inArray(reports.status, ['received', 'assigned', 'objected']);
		case 'mine':
			return and(eq(reports.handlerId, officer.id), unsettled);
		case 'due':
			return and(gte(reports.dueBy, today), lte(reports.dueBy, addDays(today, soonDays)), unsettled);
		case 'overdue':
			return and(lt(reports.dueBy, today), unsettled);
		case 'waiting':
			return and(isNotNull(reports.waitingSince), unsettled);
		case 'supervised':
			return and(isNotNull(reports.supervisedBy), unsettled);
		case 'city':
			return inArray(reports.status, ['received', 'objected']);
		case 'open':
			return unsettled;
		case 'all':
			return undefined;
	}
}
