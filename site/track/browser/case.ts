import type { AlarmTold } from '../../browser/alarm-told.ts';
import { postJson } from '../../browser/call-api.ts';
import { type Problem, readProblem } from '../../browser/problem.ts';
import type { ReceiptCode } from './receipt-code.ts';

/** Answer of POST api/reports/track. */
export interface Case {
	number: string;
	status: string;
	statusName: string;
	category: string;
	county: { adcode: number; name: string } | null;
	unit: string;
	/** Counties that never see it. */
	avoided: Array<{ adcode: number; name: string }>;
	consentAsked: ConsentAsked | null;
	/** Who was called, where somebody may be in danger. */
	alarm?: AlarmTold;
	acceptBy: string;
	replyBy: string;
	overdue: boolean;
	next: { text: string; by: string | null };
	timeline: Array<{ at: string; statusName: string; unit: string; text: string }>;
	/** Older lines of the conversation that the timeline leaves out. */
	moreTalk: number;
	/** A page, oldest first. `pictures`: ids of what came with it from the office. */
	messages: Array<{ at: string; from: 'reporter' | 'staff'; text: string; pictures: string[] }>;
	messagesTotal: number;
	/** How many are older than this page, and what to ask for them with. */
	moreMessages: number;
	messagesBefore: string | null;
	reward: { basis: string; text: string; state: 'open' | 'claimed' | 'granted' | 'refused'; until: string } | null;
	rating: { score: number; text: string | null } | null;
	canMessage: boolean;
	canRate: boolean;
	canReview: boolean;
}

/** The question whether a county that is by-passed may check the city's summary of it. */
export interface ConsentAsked {
	unit: string;
	county: string;
	summary: string;
	/** `preview`: only clean pictures are handed over, so many as `pictures` says; a document may have more `pages`. */
	files: Array<{ id: string; kind: string; size: number; preview: boolean; pictures: number; pages: number | null }>;
	state: 'asked' | 'agreed' | 'handed-over';
	answerBy: string;
	handOverAt: string | null;
}

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
