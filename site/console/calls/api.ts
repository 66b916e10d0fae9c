import type { StaffAnswer, StaffBody, StaffCall, StaffParam } from '../../../api/start/staff-contract.ts';

/** Where the staff API answers: beside the console, whatever the portal is mounted under. */
export const apiBase = `${import.meta.env.BASE_URL.replace(/console\/$/, '')}api/staff`;

/** One field to be corrected. */
export interface FieldProblem {
	path: string;
	message: string;
}

/** A refusal without its sentence. */
interface Refusal {
	status: number;
	code: string;
	errors?: FieldProblem[] | undefined;
	captcha?: boolean | undefined;
}

/** A refusal of the API, or no answer at all (`status` 0). `message` is a sentence for the person. */
export class ApiError extends Error {
	override readonly name = 'ApiError';
	readonly status: number;
	readonly code: string;
	readonly errors: FieldProblem[];
	/** The same again with a solved captcha is taken at once. */
	readonly captcha: boolean;

	constructor(message: string, { status, code, errors = [], captcha = false }: Refusal) {
		super(message);
		this.status = status;
		this.code = code;
		this.errors = errors;
		this.captcha = captcha;
	}
}

export interface RequestOptions {
	method?: string;
	body?: unknown;
	query?: Record<string, string | number | undefined>;
	/** A file sent as it stands, in place of `body`. */
	file?: Blob;
	headers?: Record<string, string>;
	/** The same key with the same content takes effect once. */
	key?: string;
	/** True: sent by the console itself, so it must not keep an idle person signed in. */
	background?: boolean;
	signal?: AbortSignal;
}

type Listener = () => void;
let onSignedOut: Listener = () => {};

/** Called when the API says that the session is over. */
export function onSessionEnd(listener: Listener): void {
	onSignedOut = listener;
}

/** An address under the API with its query; empty values are left out. */
function apiUrl(path: string, query: RequestOptions['query'] = {}): string {
	const search = new URLSearchParams();
	for (const [key, value] of Object.entries(query)) {
		if (value !== undefined && value !== '') search.set(key, String(value));
	}
	return `${apiBase}/${path}${search.size > 0 ? `?${search}` : ''}`;
}

/** Options of a call; path parameters and body are those of its route. */
export type CallOptions<Call extends StaffCall> = Omit<RequestOptions, 'method' | 'body'> &
	([StaffParam<Call>] extends [never] ? object : { params: Record<StaffParam<Call>, string> }) &
	([StaffBody<Call>] extends [never] ? object : { body: StaffBody<Call> });

/**
 * Calls a route of the API by its method and path and reads its JSON; types follow from the route. Throws ApiError for
 * refusals and for no answer.
 */
export async function callApi<Call extends StaffCall>(
	call: Call,
	...[options]: object extends CallOptions<Call> ? [CallOptions<Call>?] : [CallOptions<Call>]
): Promise<StaffAnswer<Call>> {
	const { params = {}, ...how }: Omit<RequestOptions, 'method'> & { params?: Record<string, string> } = options ?? {};
	const [method, path = ''] = call.split(' /');
	const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
	const response = await fetchResponse(filled, { ...how, ...(method && { method }) });
	if (response.status === 204) return undefined as StaffAnswer<Call>;
	return (await response.json()) as StaffAnswer<Call>;
}

/** Asks the API for an answer that is not refused. Throws ApiError. */
export async function fetchResponse(path: string, options: RequestOptions = {}): Promise<Response> {
	const { method = 'GET', body, file, key, query, background, signal } = options;
	const headers = new Headers({ accept: 'application/json', ...options.headers });
	if (body !== undefined) headers.set('content-type', 'application/json');
	if (key !== undefined) headers.set('idempotency-key', key);
	if (background) headers.set('x-background', '1');
	const response = await fetch(apiUrl(path, query), {
		method,
		headers,
		credentials: 'same-origin',
		...(body !== undefined && { body: JSON.stringify(body) }),
		...(file && { body: file }),
		...(signal && { signal }),
	}).catch((cause: unknown) => {
		if (signal?.aborted) throw cause;
		throw new ApiError('连接不上服务器，请检查网络后重试；已填写的内容不会丢失。', { status: 0, code: 'offline' });
	});
	if (!response.ok) throw await readRefusal(response);
	return response;
}

async function readRefusal(response: Response): Promise<ApiError> {
	const problem: { code?: string; detail?: string; errors?: FieldProblem[]; captcha?: boolean } = await response
		.json()
		.catch(() => ({}));
	const code = problem.code ?? 'unavailable';
	if (code === 'not_signed_in') onSignedOut();
	const sentence = problem.detail ?? `服务器没有正常答复（${response.status}），请稍后重试。`;
	return new ApiError(sentence, { status: response.status, code, errors: problem.errors, captcha: problem.captcha });
}

/** A sentence for whatever was thrown. */
export function sentenceOf(error: unknown): string {
	return error instanceof ApiError ? error.message : '页面出现故障，请刷新后重试；问题仍在的，请联系管理员。';
}
