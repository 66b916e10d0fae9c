import { and, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { addDays } from '../../../content/facts/time.ts';
import { user } from '../../../db/schema/accounts.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import type { Status } from '../../report/statuses.ts';

/** Saved views of the inbox. */
export const viewNames = {
	alarms: '险情待接警',
	new: '新收到',
	mine: '我承办的',
	due: '即将到期',
	overdue: '已逾期',
	waiting: '等待补充',
	supervised: '督办',
	unassigned: '无人承办',
	city: '待市级确定',
	border: '县界线索',
	bypassed: '要求回避',
	approval: '等待审批',
	refused: '不予受理',
	reviewing: '复查中',
	open: '在办',
	all: '全部',
} as const;

export type View = keyof typeof viewNames;

const soonDays = 3;

/** A clock runs in every state that is not settled, and in no other. */
export const stillOpen: SQL = isNotNull(reports.dueBy);

/** In an unanswered alarm. The condition is redundant so that SQLite uses the partial index of these few. */
const inOpenAlarm = and(isNotNull(reports.alarmSince), gt(reports.alarmSince, ''));

/** The states before anybody has taken the case. */
export const untaken: Status[] = ['received', 'assigned', 'objected'];

/** Past its day. While the reporter's answer is awaited the clock stands at the day the waiting began. */
export function overdueOn(today: string): SQL | undefined {
	// The day ends at midnight in Asia/Shanghai, 16:00 UTC.
	const lateBeforeWaiting = sql`${reports.waitingSince} >= ${reports.dueBy} || 'T16:00:00.000Z'`;
	return and(lt(reports.dueBy, today), or(isNull(reports.waitingSince), lateBeforeWaiting));
}

/** The condition of a view, beside what the officer may see at all. */
export function viewCondition(deps: Pick<Deps, 'db'>, view: View, officer: Officer, today: string): SQL | undefined {
	switch (view) {
		case 'alarms':
			return inOpenAlarm;
		case 'new':
			return inState(untaken);
		case 'mine':
			return and(eq(reports.handlerId, officer.id), stillOpen);
		case 'due':
			return and(gte(reports.dueBy, today), lte(reports.dueBy, addDays(today, soonDays)), isNull(reports.waitingSince));
		case 'overdue':
			return overdueOn(today);
		case 'waiting':
			return and(isNotNull(reports.waitingSince), stillOpen);
		case 'supervised':
			return and(isNotNull(reports.supervisedBy), stillOpen);
		case 'unassigned':
			return and(stillOpen, withoutHandler(deps));
		case 'city':
			return inState(['received', 'objected']);
		case 'border':
			return and(stillOpen, inArray(reports.routeCode, ['border', 'picked']));
		case 'bypassed':
			// Counties never have any that by-passes them, and are not told of others.
			// A literal, not a parameter: only then SQLite uses the partial index of these few.
			return officer.city ? eq(reports.bypassed, sql`true`) : sql`false`;
		case 'approval':
			return and(isNotNull(reports.proposedMove), gt(reports.proposedMove, sql`''`), stillOpen);
		case 'refused':
			return eq(reports.status, 'declined');
		case 'reviewing':
			return inState(['reviewing']);
		case 'open':
			return stillOpen;
		case 'all':
			return undefined;
	}
}

/**
 * Open and in one of these states. Not the bare column: an index of states would scan all reports that
 * ever stood in them, and sorted, where the index of open ones holds them in order.
 */
function inState(states: Status[]): SQL | undefined {
	return and(stillOpen, inArray(sql`coalesce(${reports.status}, '')`, states));
}

/** Nobody has it although work has begun, or the one who has it can no longer sign in. */
function withoutHandler({ db }: Pick<Deps, 'db'>): SQL | undefined {
	const gone = db.read.select({ id: user.id }).from(user).where(eq(user.disabled, true));
	return or(and(isNull(reports.handlerId), notInArray(reports.status, untaken)), inArray(reports.handlerId, gone));
}
