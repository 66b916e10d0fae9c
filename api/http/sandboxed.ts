import type { Context } from 'hono';

/** Whatever a file holds, a browser that gets it here runs nothing of it. */
export function sandboxed(c: Context, body: ReadableStream<Uint8Array>, headers: Record<string, string>): Response {
	return c.body(body, 200, {
		...headers,
		'x-content-type-options': 'nosniff',
		'content-security-policy': "sandbox; default-src 'none'",
	});
}
