import type { StaffAnswer } from '../../../api/start/staff-contract.ts';
import type { Body } from '../calls/answers.ts';
import { callApi } from '../calls/api.ts';
import { fetchFile, type NamedFile } from '../calls/download.ts';
import type { EntryBody } from './entry-body.ts';

/** The receipt for the caller; the secret comes this once. */
export type EntryReceipt = StaffAnswer<'POST /reports'>;
/** What a list holds, before anything is taken in. */
export type CheckedList = StaffAnswer<'POST /import/check'>;
/** One error in a list, at its row and column. */
export type RowError = CheckedList['errors'][number];
/** An import whose receipts its officer can still make anew. */
export type OwnImport = StaffAnswer<'GET /imports'>['imports'][number];

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Browsers on machines without Office know no type for .xlsx. */
const asSheet = (file: Blob) => new Blob([file], { type: sheetType });

/** The calls for entry by staff: reports by phone, visit or letter, and lists of the 12345 line. */
export const entryCalls = {
	enter: (body: EntryBody, key: string) => callApi('POST /reports', { body: body as Body<'POST /reports'>, key }),
	check: (file: Blob) => callApi('POST /import/check', { file: asSheet(file) }),
	take: (file: Blob, key: string): Promise<NamedFile> =>
		fetchFile('import', { method: 'POST', file: asSheet(file), key }),
	imports: (background = false) => callApi('GET /imports', { background }),
	/** New secrets for an import's receipts; all of them where no number is named. */
	renew: (id: string, sourceNumbers: string[]): Promise<NamedFile> =>
		fetchFile(`imports/${encodeURIComponent(id)}/receipts`, { method: 'POST', body: { sourceNumbers } }),
};
