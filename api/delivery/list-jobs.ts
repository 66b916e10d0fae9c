import { and, count, desc, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { unitName } from '../../content/facts/look-up.ts';
import { type Job, outbox } from '../../db/schema/delivery.ts';
import type { Deps } from '../deps.ts';
import { integerOr } from '../http/text.ts';

/** What each kind of job is called in the console. */
const jobNames: Record<Job['kind'], string> = {
	'unit.notify': '提醒承办单位',
	'unit.mail': '向承办单位发邮件',
	'unit.webhook': '通知外部系统',
	'unit.sms': '向承办单位发短信',
	'alarm.sms': '险情警报短信',
	'alarm.phone': '险情警报电话',
	'alarm.webhook': '险情警报通知',
	'reporter.notify': '提醒举报人',
	'reporter.mail': '向举报人发邮件',
	'reporter.sms': '向举报人发短信',
	'protection.notify': '提醒保护举报人的机关',
	'protection.mail': '向保护举报人的机关发邮件',
	'audit.mail': '寄出审计日志校验值',
	'record.write': '写入公开记录',
	'statistics.write': '写入公开统计',
	'site.rebuild': '更新网站',
};

const stateNames = { waiting: '待发送', failing: '未成功，将再试', unsent: '没有发送', done: '已完成' } as const;

export const OutboxQuery = z.strictObject({
	/** open: still to be done; unsent: given up with a reason; all: everything. */
	view: z.enum(['open', 'unsent', 'all']).default('open'),
	page: integerOr(1, 1, 100_000),
	size: integerOr(50, 1, 100),
});

/** Jobs, the last left first: what, to which unit, how often tried and why it failed. Never a report or an address. */
export async function listJobs(deps: Deps, { view, page, size }: z.infer<typeof OutboxQuery>) {
	const where = conditionOf(view);
	const [counted] = await deps.db.read.select({ total: count() }).from(outbox).where(where);
	const rows = await deps.db.read
		.select()
		.from(outbox)
		.where(where)
		.orderBy(desc(outbox.createdAt), desc(outbox.id))
		.limit(size)
		.offset((page - 1) * size);
	return { total: counted?.total ?? 0, page, size, items: rows.map((row) => jobRow(deps, row)) };
}

function conditionOf(view: z.infer<typeof OutboxQuery>['view']): SQL | undefined {
	if (view === 'open') return isNull(outbox.doneAt);
	if (view === 'unsent') return and(isNotNull(outbox.doneAt), isNotNull(outbox.lastError));
	return undefined;
}

/** One job as it is shown. */
export function jobRow({ content }: Deps, row: typeof outbox.$inferSelect) {
	const unitId = 'unitId' in row.payload ? row.payload.unitId : undefined;
	const state = row.doneAt ? (row.lastError ? 'unsent' : 'done') : row.attempts > 0 ? 'failing' : 'waiting';
	return {
		id: row.id,
		kind: row.kind,
		kindName: jobNames[row.kind],
		unit: unitId ? unitName(content, unitId) : null,
		state,
		stateName: stateNames[state],
		createdAt: row.createdAt,
		attempts: row.attempts,
		/** When it is tried again; null once it is done. */
		nextAt: row.doneAt ? null : row.dueAt,
		doneAt: row.doneAt,
		lastError: row.lastError,
		canRetry: state === 'failing' || state === 'unsent',
	};
}
