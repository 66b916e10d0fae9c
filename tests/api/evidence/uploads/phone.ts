import { createHash, randomUUID } from 'node:crypto';
import type { TestPortal } from '../../portal.ts';

/** An answer with its bytes as they came. */
export interface Raw {
	status: number;
	headers: Headers;
	bytes: Buffer;
	/** The sentence of a refusal; empty where there is none. */
	sentence: string;
}

export interface Said {
	name?: string;
	type?: string;
}

/** A phone that uploads to a portal, one request at a time, with a draft of its own. */
export interface Phone {
	draft: string;
	announce(size: number, said?: Said, headers?: Record<string, string>): Promise<Raw>;
	put(path: string, offset: number, bytes: BodyInit, headers?: Record<string, string>): Promise<Raw>;
	ask(path: string): Promise<Raw>;
	cancel(path: string): Promise<Raw>;
	/** Announces and sends a whole file; the answer of the last request. */
	send(bytes: Uint8Array<ArrayBuffer>, said?: Said): Promise<Raw & { id: string }>;
}

/** How reporters upload; staff use their own address, with their cookie. */
const publicAccess = { path: 'api/uploads', headers: {} };

export function phoneOf(portal: TestPortal, draft: string = randomUUID(), access = publicAccess): Phone {
	const request = (method: string, path: string, headers: Record<string, string>, bytes?: BodyInit) =>
		raw(
			portal,
			method,
			path,
			{ 'tus-resumable': '1.0.0', 'upload-draft': draft, ...access.headers, ...headers },
			bytes,
		);
	const phone: Phone = {
		draft,
		announce: (size, said = {}, headers = {}) =>
			request('POST', access.path, {
				'upload-length': String(size),
				'upload-metadata': `filename ${base64(said.name)},filetype ${base64(said.type)}`,
				...headers,
			}),
		put: (path, offset, bytes, headers = {}) =>
			request(
				'PATCH',
				path,
				{ 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), ...headers },
				bytes,
			),
		ask: (path) => request('HEAD', path, {}),
		cancel: (path) => request('DELETE', path, {}),
		async send(bytes, said) {
			const announced = await phone.announce(bytes.length, said);
			if (announced.status !== 201) return { ...announced, id: '' };
			const path = placeOf(announced);
			return { ...(await phone.put(path, 0, bytes)), id: path.split('/').at(-1) ?? '' };
		},
	};
	return phone;
}

/** Address of an announced upload. */
export function placeOf({ headers }: Raw): string {
	return headers.get('location') ?? '';
}

/** One request to the portal, with whatever body; `bytes` may be a stream that breaks. */
export async function raw(
	portal: TestPortal,
	method: string,
	path: string,
	headers: Record<string, string>,
	body?: BodyInit,
): Promise<Raw> {
	const request = new Request(new URL(path.replace(/^\//, ''), portal.intake.siteUrl), {
		method,
		headers,
		...(body !== undefined && { body, duplex: 'half' }),
	} as RequestInit);
	const response = await portal.web.fetch(request, { incoming: { socket: { remoteAddress: '127.0.0.1' } } });
	const bytes = Buffer.from(await response.arrayBuffer());
	// The answer to HEAD has no body.
	const isProblem = bytes.length > 0 && response.headers.get('content-type')?.includes('problem+json');
	const problem = isProblem ? JSON.parse(bytes.toString()) : {};
	return { status: response.status, headers: response.headers, bytes, sentence: problem.detail ?? '' };
}

export function sha256(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

function base64(text = ''): string {
	return Buffer.from(text).toString('base64');
}
