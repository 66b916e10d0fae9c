import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { alreadyTaken, knownNumbers } from '../receive/source-number.ts';
import { checkRow } from './check-row.ts';
import type { EnteredReport } from './enter-report.ts';
import { type RowError, readList } from './read-list.ts';

/** A list that was read, with the reports of its good rows. */
export interface CheckedList {
	/** Name of the sheet that was read. */
	sheet: string;
	/** Rows with content. */
	rows: number;
	errors: RowError[];
	reports: ListedReport[];
}

/** A report with the row that it stands in. */
export interface ListedReport {
	row: number;
	report: EnteredReport & { sourceNumber: string };
}

/** Checks every row for itself and against the others; asks no database. Throws file_refused. */
export async function checkList(deps: Pick<Deps, 'content' | 'now'>, bytes: Buffer): Promise<CheckedList> {
	const list = await readList(bytes);
	const errors = [...list.errors];
	const reports: ListedReport[] = [];
	const firstRows = new Map<string, number>();
	// With a column missing every row would complain of the same.
	for (const each of list.wrongHeads ? [] : list.rows) {
		const { report, errors: wrong } = checkRow(deps, each);
		errors.push(...wrong);
		if (!report?.sourceNumber) continue;
		const { sourceNumber } = report;
		const first = firstRows.get(sourceNumber);
		if (first === undefined) firstRows.set(sourceNumber, each.row);
		else errors.push({ row: each.row, column: '12345 编号', message: `与第 ${first} 行的编号相同` });
		reports.push({ row: each.row, report: { ...report, sourceNumber } });
	}
	errors.sort((a, b) => a.row - b.row);
	return { sheet: list.sheet, rows: list.rows.length, errors, reports };
}

/** Rows that by-pass a county, where somebody of a county imports them: the receipts would go to whom it keeps away. */
export function rowsForCity(officer: Pick<Officer, 'city'>, reports: ListedReport[]): RowError[] {
	if (officer.city) return [];
	return reports
		.filter(({ report }) => report.avoidCounty)
		.map(({ row }) => ({
			row,
			column: '涉及当地人员',
			message: '涉及当地人员的由市级导入，县（市、区）不接触其查询密码；请从本清单删去这一行，把这一件转交市级',
		}));
}

/** Rows whose number was taken in before. */
export async function takenRows(
	from: Parameters<typeof knownNumbers>[0],
	reports: ListedReport[],
): Promise<RowError[]> {
	const known = await knownNumbers(
		from,
		reports.map(({ report }) => report.sourceNumber),
	);
	return reports
		.filter(({ report }) => known.has(report.sourceNumber))
		.map(({ row }) => ({ row, column: '12345 编号', message: alreadyTaken }));
}
