import { Hono } from 'hono';
import type { Permit, StaffEnv } from '../../accounts/permit.ts';
import type { StaffDeps } from '../../deps.ts';
import { jsonBody } from '../../json-body.ts';
import { sandboxed } from '../../sandboxed.ts';
import { OriginalRequest, openOriginal } from './open-original.ts';
import { openPreview } from './open-preview.ts';
import { openSentPicture } from './open-sent-picture.ts';

/** What a reporter sent, and what was sent back, for the eyes of those who handle it. */
export function attachmentRoutes(deps: StaffDeps, permit: Permit): Hono<StaffEnv> {
	const app = new Hono<StaffEnv>();
	const jpeg = { 'content-type': 'image/jpeg', 'content-disposition': 'inline' };

	app.get('/reports/:number/attachments/:id/preview', permit('reports.list'), async (c) => {
		const { number, id } = c.req.param();
		const picture = await openPreview(deps, c.get('officer'), number, id);
		return sandboxed(c, picture, jpeg);
	});

	app.get('/reports/:number/sent-pictures/:id', permit('reports.list'), async (c) => {
		const { number, id } = c.req.param();
		return sandboxed(c, await openSentPicture(deps, c.get('officer'), number, id), jpeg);
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
