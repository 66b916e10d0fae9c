import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Reader, Transaction } from '../../../db/database.ts';
import { importedReports, imports, receipts, sourceNumbers, voidSecrets } from '../../../db/schema/intake.ts';
import { events, reports } from '../../../db/schema/reports.ts';
import { raiseAlert } from '../../audit/alerts.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { reporterEvents } from '../../report/events/table.ts';
import type { NewEvent } from '../../report/new-event.ts';
import { notifyReporter } from '../../report/notify-reporter.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { Report } from '../../report/report.ts';
import { SourceNumber } from '../receive/source-number.ts';
import { mostRows } from './import-columns.ts';
import { renewableUntil } from './list-imports.ts';
import { type Resealed, resealReport } from './reseal-report.ts';

/** Which of an import's receipts; all of them where none is named. */
export const Renewal = z.strictObject({
	sourceNumbers: z.array(SourceNumber).max(mostRows, '一次填写的编号太多').default([]),
});

/** A receipt made anew; `secret` is null where the old one stands. */
export interface RenewedReceipt {
	sourceNumber: string;
	number: string;
	secret: string | null;
}

interface Row {
	report: Report;
	sourceNumber: string;
	receiptHash: string;
	/** Null: nobody has opened the report with its receipt. */
	openedAt: string | null;
}

/**
 * Makes the receipts of an import anew: each report gets a new secret, the old one opens nothing any more, and neither is
 * stored. Only whoever imported the list can, for `renewDays`, and the auditor is told. Left as they are, without saying
 * why, are reports that anybody ever opened with the receipt, for the reporter must not be locked out by whoever could
 * then write as the reporter; and to an officer of a county those that by-pass any county: the new secret would open
 * what was kept from the officer. Throws not_found, not_now, invalid or moved_meanwhile; then nothing has changed.
 */
export async function renewReceipts(
	deps: StaffDeps,
	officer: Officer,
	importId: string,
	{ sourceNumbers: requested }: z.infer<typeof Renewal>,
): Promise<RenewedReceipt[]> {
	await ownImport(deps, officer, importId);
	const rows = await chosen(deps.db.read, importId, requested);
	const inUse = await usedByReporter(deps.db.read, rows);
	const mayRenew = ({ report, openedAt }: Row) =>
		openedAt === null && !inUse.has(report.id) && (officer.city || !report.bypassed);
	const resealed: Array<{ row: Row; renewed: Resealed }> = [];
	for (const row of rows.filter(mayRenew)) resealed.push({ row, renewed: await resealReport(deps, row.report) });

	await deps.db.write(async (tx) => {
		for (const { row, renewed } of resealed) {
			const event: NewEvent = { move: 'renew-receipt', actor: officer, changes: renewed.changes };
			// At the version that was read: whoever answered meanwhile sealed to the old key, and then nothing is changed.
			const report = await recordEvent(tx, deps, row.report, event);
			await refuseOpened(tx, row);
			await renewed.write(tx);
			await tx.delete(receipts).where(eq(receipts.keyHash, row.receiptHash));
			await tx
				.insert(voidSecrets)
				.values({ hash: row.report.secretHash, reportId: report.id, at: deps.now().toISOString() });
			await notifyReporter(tx, deps, report, event);
			await writeAudit(tx, deps, { actor: officer, action: 'receipt.renewed', subject: report.number });
		}
		if (resealed.length > 0) await notifyAuditor(tx, deps, officer, resealed.length);
	});
	const secrets = new Map(resealed.map(({ row, renewed }) => [row.report.id, renewed.secret]));
	return rows.map(({ report, sourceNumber }) => ({
		sourceNumber,
		number: report.number,
		secret: secrets.get(report.id) ?? null,
	}));
}

/** The reporter may have come while the new keys were made. */
async function refuseOpened(tx: Transaction, { report }: Row): Promise<void> {
	const unopened = and(eq(importedReports.reportId, report.id), isNull(importedReports.openedAt));
	const [found] = await tx.select().from(importedReports).where(unopened);
	if (!found) throw new PortalError('moved_meanwhile', '有的举报人刚刚查询过，没有重新生成任何回执，请再操作一次。');
}

async function notifyAuditor(tx: Transaction, deps: StaffDeps, officer: Officer, count: number): Promise<void> {
	await raiseAlert(tx, deps, {
		kind: 'receipts.renewed',
		subject: officer.username,
		text: `${officer.name}（${officer.username}）重新生成了 ${count} 件清单举报的查询密码，原密码作废。请核实回执表是否确已遗失，编号见操作记录“重新生成查询密码”。`,
	});
}

async function ownImport(deps: StaffDeps, officer: Officer, id: string): Promise<void> {
	const [found] = await deps.db.read
		.select()
		.from(imports)
		.where(and(eq(imports.id, id), eq(imports.officerId, officer.id)));
	if (!found) throw new PortalError('not_found', '没有找到这次导入；只有导入清单的本人可以重新生成回执。');
	if (deps.now() > renewableUntil(deps, found.at)) {
		const { renewDays } = deps.content.receipt;
		throw new PortalError('not_now', `导入已超过 ${renewDays} 天，不能再重新生成回执，原回执仍然有效。`);
	}
}

async function chosen(from: Reader, importId: string, requested: string[]): Promise<Row[]> {
	const rows = await from
		.select({
			report: reports,
			sourceNumber: sourceNumbers.number,
			receiptHash: importedReports.receiptHash,
			openedAt: importedReports.openedAt,
		})
		.from(importedReports)
		.innerJoin(reports, eq(reports.id, importedReports.reportId))
		.innerJoin(sourceNumbers, eq(sourceNumbers.reportId, reports.id))
		.where(eq(importedReports.importId, importId))
		.orderBy(asc(reports.id));
	if (requested.some((number) => !rows.some(({ sourceNumber }) => sourceNumber === number))) {
		throw invalid({ path: 'sourceNumbers', message: '有的编号不在这次导入的清单里，请核对' });
	}
	return requested.length === 0 ? rows : rows.filter(({ sourceNumber }) => requested.includes(sourceNumber));
}

async function usedByReporter(from: Reader, rows: Row[]): Promise<Set<string>> {
	const ids = rows.map(({ report }) => report.id);
	const found = await from
		.select({ id: events.reportId })
		.from(events)
		.where(and(inArray(events.reportId, ids), inArray(events.move, [...reporterEvents])));
	return new Set(found.map(({ id }) => id));
}
