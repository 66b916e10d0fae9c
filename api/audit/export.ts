import type { SQL } from 'drizzle-orm';
import type { z } from 'zod';
import { dayOf } from '../../content/facts/time.ts';
import type { Deps } from '../deps.ts';
import { type CsvTable, numberInGroups } from '../http/csv.ts';
import type { Officer } from '../permission/officer.ts';
import { auditActions } from './actions.ts';
import { type AuditFilter, auditCondition, auditItem } from './list.ts';
import { type AuditRow, auditChunks } from './read-chunks.ts';
import { writeAudit } from './write.ts';

const heads = ['序号', '时间', '人员', '账号标识', '操作', '对象', '理由', '校验值'];

/** The log as a table, the oldest first, with the hash of each row; that it was taken out is logged before. */
export async function exportAudit(
	deps: Deps,
	officer: Officer,
	filter: z.infer<typeof AuditFilter>,
): Promise<CsvTable> {
	const asked = [filter.action && auditActions[filter.action], filter.q].filter(Boolean).join('，') || '全部';
	return auditTable(deps, officer, { subject: '审计日志', reason: asked, where: auditCondition(filter) });
}

/** Some rows of the log as a table. */
export async function auditTable(
	deps: Deps,
	officer: Officer,
	{ subject, reason, where }: { subject: string; reason: string; where: SQL | undefined },
): Promise<CsvTable> {
	await deps.db.write((tx) => writeAudit(tx, deps, { actor: officer, action: 'audit.exported', subject, reason }));
	return { name: `审计日志-${dayOf(deps.now())}`, lines: linesOf(deps, where) };
}

async function* linesOf({ db }: Pick<Deps, 'db'>, where: SQL | undefined) {
	yield [heads];
	for await (const rows of auditChunks(db.read, { where })) yield rows.map(lineOf);
}

function lineOf(row: AuditRow): Array<string | number | null> {
	const { id, at, actor, actionName, subject, reason } = auditItem(row);
	return [id, at, actor, row.actorId, actionName, numberInGroups(subject), reason, row.hash];
}
