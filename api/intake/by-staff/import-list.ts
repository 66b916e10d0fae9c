import type { Reader } from '../../../db/database.ts';
import { importedReports, imports } from '../../../db/schema/intake.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { idempotentAnswer } from '../receive/idempotent-answer.ts';
import { type PreparedReport, prepareReport } from '../receive/prepare-report.ts';
import { ReceiptAnswer } from '../receive/receipt-answer.ts';
import { checkList, type ListedReport, rowsForCity, takenRows } from './check-list.ts';
import type { RowError } from './read-list.ts';

/** A receipt with the number of the 12345 line that it answers. */
export interface ImportedReport {
	sourceNumber: string;
	receipt: ReceiptAnswer;
}

/** What would happen: which sheet is read, how many rows, and the errors in them. Stores nothing. */
export async function tryImport(
	deps: Deps,
	officer: Officer,
	bytes: Buffer,
): Promise<{ sheet: string; rows: number; errors: RowError[] }> {
	const { sheet, rows, errors, reports } = await checkList(deps, bytes);
	const all = [...errors, ...rowsForCity(officer, reports), ...(await takenRows(deps.db.read, reports))];
	return { sheet, rows, errors: all.sort((a, b) => a.row - b.row) };
}

/**
 * Takes in all rows of a list, or none: every report, event, audit row, job and receipt goes into one transaction,
 * and the only write lock is held for its inserts alone; routing and sealing come before.
 * An officer of a county imports none that by-passes a county. Its receipts can be made anew for some days: renew-receipts.ts.
 * Repeating it never doubles: each row keeps its receipt under the officer, the import's key and its place, so the same
 * list under the same key gets the same receipts again, and under another key every row is known by its number.
 * Throws file_refused, invalid (with row and column) or idempotency_reused.
 */
export async function importList(deps: Deps, officer: Officer, bytes: Buffer, key: string): Promise<ImportedReport[]> {
	const { errors, reports } = await checkList(deps, bytes);
	const wrong = [...errors, ...rowsForCity(officer, reports)];
	if (wrong.length > 0) throw wrongRows(wrong);
	const answers = receiptsUnder(deps, `${officer.id}:import:${key}`, reports);
	const answered = await findAll(deps.db.read, answers, reports);
	if (answered) return answered;
	const known = await takenRows(deps.db.read, reports);
	if (known.length > 0) throw wrongRows(known);

	const prepared: PreparedReport[] = [];
	for (const { report } of reports) {
		const { channel, sourceNumber, ...input } = report;
		prepared.push(
			await prepareReport(deps, { input, channel, sourceNumber, by: officer, idempotencyKey: key, captcha: null }),
		);
	}
	return deps.db.write(async (tx) => {
		// The same import, or another with the same numbers, may have been written meanwhile.
		const sameRequest = await findAll(tx, answers, reports);
		if (sameRequest) return sameRequest;
		const taken = await takenRows(tx, reports);
		if (taken.length > 0) throw wrongRows(taken);
		const importId = deps.newId();
		await tx.insert(imports).values({ id: importId, officerId: officer.id, at: deps.now().toISOString() });
		const receipts: ReceiptAnswer[] = [];
		for (const [index, each] of prepared.entries()) {
			const answer = answers[index];
			const receipt = await each.write(tx);
			await answer?.store(tx, each.id, receipt);
			const receiptHash = answer?.keyHash ?? '';
			await tx.insert(importedReports).values({ reportId: each.id, importId, receiptHash });
			receipts.push(receipt);
		}
		const subject = '12345 清单';
		await writeAudit(tx, deps, {
			actor: officer,
			action: 'reports.imported',
			subject,
			reason: `共 ${reports.length} 件`,
		});
		return withNumbers(reports, receipts);
	});
}

function receiptsUnder(deps: Deps, key: string, reports: ListedReport[]) {
	return reports.map((each, index) =>
		idempotentAnswer(deps, ReceiptAnswer, `${key}:${index}`, JSON.stringify([reports.length, each])),
	);
}

/** The receipts given before; null when this import is new. One transaction wrote them, so the first stands for all. */
async function findAll(
	from: Reader,
	answers: ReturnType<typeof receiptsUnder>,
	reports: ListedReport[],
): Promise<ImportedReport[] | null> {
	const receipts: ReceiptAnswer[] = [];
	for (const answer of answers) {
		const receipt = await answer.find(from);
		if (!receipt) return null;
		receipts.push(receipt);
	}
	return withNumbers(reports, receipts);
}

function withNumbers(reports: ListedReport[], receipts: ReceiptAnswer[]): ImportedReport[] {
	return receipts.map((receipt, index) => ({ sourceNumber: reports[index]?.report.sourceNumber ?? '', receipt }));
}

function wrongRows(errors: RowError[]): PortalError {
	return new PortalError('invalid', `清单有 ${errors.length} 处需要修改，没有导入任何一行；请修改后重新检查。`, {
		errors: errors.map(({ row, column, message }) => ({ path: `${row}.${column}`, message })),
	});
}
