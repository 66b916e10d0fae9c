import type { AlarmTold } from '../../browser/alarm-told.ts';
import { ask } from '../calls/api.ts';
import type { County } from '../calls/contract.ts';
import { fetchFile, type NamedFile } from '../calls/download.ts';

/** The receipt for the caller; the secret comes this once. */
export interface EntryReceipt {
	number: string;
	secret: string;
	county: County | null;
	unit: string;
	/** Counties that never see it. */
	avoided: County[];
	/** Who is called at once, where somebody may be in danger. */
	alarm?: AlarmTold;
	acceptBy: string;
	replyBy: string;
	trackUrl: string;
}

/** One thing to mend in a list, at its row and column. */
export interface RowError {
	row: number;
	column: string;
	message: string;
}

/** What a list holds, before anything is taken in. */
export interface CheckedList {
	/** Name of the sheet that was read. */
	sheet: string;
	rows: number;
	errors: RowError[];
}

/** An import whose receipts its officer can still make anew. */
export interface OwnImport {
	id: string;
	at: string;
	reports: number;
	/** Last moment for it. */
	until: string;
}

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Browsers on machines without Office know no type for .xlsx. */
const asSheet = (file: Blob) => new Blob([file], { type: sheetType });

/** The calls of the other doors: reports by phone, visit, letter, and lists of the 12345 line. */
export const entryCalls = {
	enter: (body: Record<string, unknown>, key: string) => ask<EntryReceipt>('reports', { method: 'POST', body, key }),
	check: (file: Blob) => ask<CheckedList>('import/check', { method: 'POST', file: asSheet(file) }),
	take: (file: Blob, key: string): Promise<NamedFile> =>
		fetchFile('import', { method: 'POST', file: asSheet(file), key }),
	imports: () => ask<{ imports: OwnImport[]; renewDays: number }>('imports'),
	/** New secrets for an import's receipts; all of them where no number is named. */
	renew: (id: string, sourceNumbers: string[]): Promise<NamedFile> =>
		fetchFile(`imports/${encodeURIComponent(id)}/receipts`, { method: 'POST', body: { sourceNumbers } }),
};
