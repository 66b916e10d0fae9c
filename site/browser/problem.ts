/** A refusal by the server in the form of RFC 9457, or undefined fields where it gave none. */
export interface Problem {
	status: number;
	/** Stable English code. */
	code: string;
	/** Chinese sentence for the reader. */
	sentence: string;
	errors: Array<{ path: string; message: string }>;
	/** Seconds from Retry-After. */
	retryAfter?: number;
	/** The same again with a solved captcha is taken at once. */
	captcha: boolean;
}

/** Reads a refused answer; anything unreadable (a proxy's page, an empty body) still gives a sentence. */
export async function readProblem(response: Response): Promise<Problem> {
	const body = await readJson(response);
	const sentence = text(body.detail) ?? text(body.title) ?? '系统没有接受这次提交，请稍后再试。';
	const problem: Problem = {
		status: response.status,
		code: text(body.code) ?? '',
		sentence,
		errors: readErrors(body.errors),
		captcha: body.captcha === true,
	};
	const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
	return Number.isFinite(seconds) ? { ...problem, retryAfter: seconds } : problem;
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
	try {
		const body: unknown = await response.json();
		return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}

function readErrors(value: unknown): Problem['errors'] {
	if (!Array.isArray(value)) return [];
	return value.flatMap((entry: unknown) => {
		const { path, message } = (entry ?? {}) as Record<string, unknown>;
		const where = Array.isArray(path) ? path.join('.') : path;
		return typeof where === 'string' && typeof message === 'string' ? [{ path: where, message }] : [];
	});
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
