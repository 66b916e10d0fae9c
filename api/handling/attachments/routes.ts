import { type Context, Hono } from 'hono';
import type { Permit, StaffEnv } from '../../accounts/permit.ts';
import type { StaffDeps } from '../../deps.ts';
import { jsonBody } from '../../json-body.ts';
import { OriginalRequest, openOriginal } from './open-original.ts';
import { openPreview } from './open-preview.ts';

/** What a reporter sent, for the eyes of those who handle it. */
export function attachmentRoutes(deps: StaffDeps, permit: Permit): Hono<StaffEnv> {
	const app = new Hono<StaffEnv>();

	app.get('/reports/:number/attachments/:id/preview', permit('reports.list'), async (c) => {
		const { number, id } = c.req.param();
		const picture = await openPreview(deps, c.get('officer'), number, id);
		return sandboxed(c, picture, { 'content-type': 'image/jpeg', 'content-disposition': 'inline' });
	});

	app.post(
		'/reports/:number/attachments/:id/original',
		permit('identity.open'),
		jsonBody(OriginalRequest),
		async (c) => {
			const { number, id } = c.req.param();
			const { reason } = c.req.valid('json');
			const { bytes, size, name } = await openOriginal(deps, c.get('officer'), number, { id, reason });
			return sandboxed(c, bytes, {
				'content-type': 'application/octet-stream',
				'content-length': String(size),
				'content-disposition': `attachment; filename="${name}"`,
			});
		},
	);

	return app;
}

/** Whatever a file holds, a browser that gets it here runs nothing of it. */
function sandboxed(c: Context, body: ReadableStream<Uint8Array>, headers: Record<string, string>): Response {
	return c.body(body, 200, {
		...headers,
		'x-content-type-options': 'nosniff',
		'content-security-policy': "sandbox; default-src 'none'",
	});
}
