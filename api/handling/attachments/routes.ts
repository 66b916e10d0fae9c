import { Hono } from 'hono';
import { z } from 'zod';
import type { Auth } from '../../accounts/auth.ts';
import { reauthenticate } from '../../accounts/sign-in/reauthenticate.ts';
import type { StaffDeps } from '../../deps.ts';
import { jsonBody, query } from '../../http/json-body.ts';
import { sandboxed } from '../../http/sandboxed.ts';
import { savedAs } from '../../http/saved-as.ts';
import { integerOr } from '../../http/text.ts';
import type { Permit, StaffEnv } from '../../permission/permit.ts';
import { ReasonedOpening } from '../identity/opening-input.ts';
import { openOriginal } from './open-original.ts';
import { openPreview } from './open-preview.ts';
import { openSentPicture } from './open-sent-picture.ts';

/** Of a document, from 1. */
const WhichPage = z.strictObject({ page: integerOr(1, 1, 1000) });

/** Files of the reporter, and pictures sent to the reporter, for those who handle the case. */
export function attachmentRoutes(deps: StaffDeps, auth: Auth, permit: Permit) {
	const jpeg = { 'content-type': 'image/jpeg', 'content-disposition': 'inline' };

	return new Hono<StaffEnv>()
		.get('/reports/:number/attachments/:id/preview', permit('reports.list'), query(WhichPage), async (c) => {
			const { number, id } = c.req.param();
			const picture = await openPreview(deps, c.get('officer'), number, { id, ...c.req.valid('query') });
			return sandboxed(c, picture, jpeg);
		})
		.get('/reports/:number/sent-pictures/:id', permit('reports.list'), async (c) => {
			const { number, id } = c.req.param();
			return sandboxed(c, await openSentPicture(deps, c.get('officer'), number, id), jpeg);
		})
		.post(
			'/reports/:number/attachments/:id/original',
			permit('identity.open'),
			jsonBody(ReasonedOpening),
			async (c) => {
				const { number, id } = c.req.param();
				const { reason, code } = c.req.valid('json');
				const officer = c.get('officer');
				const prove = () => reauthenticate(deps, auth, officer, { cookie: c.req.header('cookie') ?? '', code });
				const { bytes, size, name } = await openOriginal(deps, officer, number, { id, reason, reauthenticate: prove });
				return sandboxed(c, bytes, {
					'content-type': 'application/octet-stream',
					'content-length': String(size),
					...savedAs(name),
				});
			},
		);
}
