import type { PublicTracking } from '../../../api/start/public-contract.ts';
import { postJson } from '../../browser/call-api.ts';
import { type Problem, readProblem } from '../../browser/problem.ts';
import type { ReceiptCode } from './receipt-code.ts';

/** What the reporter may know of the case. */
export type Case = PublicTracking;

/** What can be added, by the names of the contract. */
export type ReplyKind = 'messages' | 'rating' | 'review' | 'reward' | 'consent' | 'retaliation';

/** What a reporter adds, by the names of the contract. */
export type Content = Record<string, string | number | string[]>;

/** What came of a call: the answer, a refusal in words, or no answer at all. */
export type Reply<T> = { kind: 'answer'; value: T } | { kind: 'refused'; problem: Problem } | { kind: 'down' };

/** Opens the case of a receipt, with its newest messages or those before `before`. */
export function openCase(code: ReceiptCode, before?: string): Promise<Reply<Case>> {
	return ask<Case>('reports/track', { ...code, ...(before !== undefined && { before }) });
}

/** What goes with whatever is added. */
export interface Sent {
	content: Content;
	/** The same for every try, so that it is taken in once. */
	key: string;
	files?: { ids: string[]; token: string } | undefined;
}

/** Adds something to a case; it may have arrived when no answer comes. */
export function addToCase(code: ReceiptCode, what: ReplyKind, { content, key, files }: Sent): Promise<Reply<unknown>> {
	const uploads = files?.ids.length ? { uploads: files.ids } : {};
	const headers = { 'Idempotency-Key': key, ...(files && { 'Upload-Draft': files.token }) };
	return ask<unknown>(`reports/track/${what}`, { ...content, ...uploads, ...code }, headers);
}

/** A picture that came with a message. */
export function openPicture(code: ReceiptCode, id: string): Promise<Reply<Blob>> {
	return ask<Blob>('reports/track/pictures', { ...code, id }, {}, (response) => response.blob());
}

/** Asks, and once more with a captcha where too many wrong tries, perhaps of somebody else, came before. */
async function ask<T>(
	path: string,
	body: object,
	headers: Record<string, string> = {},
	read = (response: Response): Promise<T> => response.json(),
): Promise<Reply<T>> {
	try {
		const reply = await askOnce<T>(path, body, headers, read);
		if (reply.kind !== 'refused' || !reply.problem.captcha) return reply;
		// Loaded only here: most people never need it.
		const { solveCaptcha } = await import('./solve-captcha.ts');
		return await askOnce<T>(path, { ...body, captcha: await solveCaptcha() }, headers, read);
	} catch {
		return { kind: 'down' };
	}
}

async function askOnce<T>(
	path: string,
	body: object,
	headers: Record<string, string>,
	read: (response: Response) => Promise<T>,
): Promise<Reply<T>> {
	const response = await postJson(path, JSON.stringify(body), headers);
	if (response.ok) return { kind: 'answer', value: await read(response) };
	const problem = await readProblem(response);
	// A page of some proxy without a code is no answer of the portal's.
	return problem.status >= 500 || problem.code === '' ? { kind: 'down' } : { kind: 'refused', problem };
}
