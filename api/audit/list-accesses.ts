import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { audit } from '../../db/schema/audit.ts';
import { reports } from '../../db/schema/reports.ts';
import type { Deps } from '../deps.ts';
import { type CsvTable, numberInGroups } from '../http/csv.ts';
import { PortalError } from '../http/errors.ts';
import { integerOr } from '../http/text.ts';
import type { Officer } from '../permission/officer.ts';
import { accessActions } from './actions.ts';
import { auditTable } from './export.ts';
import { auditItem } from './list.ts';
import { type AlertRow, alertItem, findAlert, hasAccessList } from './list-alerts.ts';
import { type AuditRow, auditChunks } from './read-chunks.ts';

export const AccessQuery = z.strictObject({
	page: integerOr(1, 1, 100_000),
	size: integerOr(50, 1, 100),
});

/** Who looked at the report that a line is about: who, when, at what and why, newest first. */
export async function listAccesses(
	deps: Deps,
	officer: Officer,
	{ id, page, size }: z.infer<typeof AccessQuery> & { id: string },
) {
	const alert = await findWithAccesses(deps, officer, id);
	const where = await accessesTo(deps, alert);
	const found: AuditRow[] = [];
	for await (const rows of auditChunks(deps.db.read, { where })) found.push(...rows);
	const shown = found.reverse().slice((page - 1) * size, page * size);
	return { total: found.length, page, size, alert: alertItem(alert), items: shown.map(auditItem) };
}

/** The same as a table to hand on. */
export async function exportAccesses(deps: Deps, officer: Officer, id: string): Promise<CsvTable> {
	const alert = await findWithAccesses(deps, officer, id);
	const reason = `查看 ${alert.subject} 的人员`;
	const where = await accessesTo(deps, alert);
	const table = await auditTable(deps, officer, { subject: '审计日志', reason, where });
	return { ...table, name: `查看人员-${numberInGroups(alert.subject)}` };
}

async function findWithAccesses({ db }: Pick<Deps, 'db'>, officer: Officer, id: string): Promise<AlertRow> {
	const alert = await findAlert(db.read, officer, id);
	if (!hasAccessList(officer, alert)) throw new PortalError('not_found', '这条提示没有查看人员清单。');
	return alert;
}

/** At the report, and at what a county was handed of it under a number of its own. */
async function accessesTo({ db }: Pick<Deps, 'db'>, { subject }: AlertRow): Promise<SQL | undefined> {
	const original = db.read.select({ id: reports.id }).from(reports).where(eq(reports.number, subject));
	const handed = await db.read
		.select({ number: reports.number })
		.from(reports)
		.where(inArray(reports.commissionOf, original));
	const numbers = [subject, ...handed.map(({ number }) => number)];
	return and(inArray(audit.subject, numbers), inArray(audit.action, [...accessActions]));
}
