import { type Env, Hono } from 'hono';
import type { z } from 'zod';
import { megabyte } from '../../content/facts/file-size.ts';
import { type UploadAccess, uploadRoutes } from '../evidence/uploads/routes.ts';
import { fileDifficulty } from '../evidence/uploads/upload-quota.ts';
import { requireCaptcha } from '../http/captcha/captcha.ts';
import { PortalError, storageRetrySeconds } from '../http/errors.ts';
import { noQuery } from '../http/json-body.ts';
import { networkOf } from '../http/network.ts';
import { problemAnswer } from '../http/problem-answer.ts';
import { defaultTimeouts, type Timeouts } from '../http/timeouts.ts';
import { type IntakeDeps, intakeRoutes } from '../intake/routes.ts';
import { type Health, openApiDocument, operations } from './openapi.ts';

/** The public API: for anybody, without a session, and without any key that opens sealed material. */
export function createPublicApp(deps: IntakeDeps, timeouts: Timeouts = defaultTimeouts): Hono {
	const app = new Hono();
	app.onError((error, c) => problemAnswer(error, c, deps.log));
	app.use(async (c, next) => {
		await next();
		// In place: c.header would make another response around the body that is there.
		c.res.headers.set('cache-control', 'no-store');
	});
	app.get('/health', noQuery, operations.health, async (c) => c.json(await health(deps)));
	// Before the other routes: they take small bodies only.
	app.route('/', uploadRoutes(deps, forAnybody(deps), timeouts));
	app.use(noQuery);
	app.route('/', intakeRoutes(deps, timeouts));
	app.get('/openapi.json', operations.document, openApiDocument(app, deps));
	app.all('*', () => {
		throw new PortalError('not_found', '没有这个接口，请核对网址。');
	});
	return app;
}

/** The portal runs, also while the storage of files is away: it takes reports in, and answers who asks. */
async function health({ files }: IntakeDeps): Promise<z.infer<typeof Health>> {
	if (!files.shared) return { status: 'ok' };
	return { status: 'ok', storage: (await files.storage.answers()) ? 'ok' : 'away' };
}

/** Reporters upload without a session. Past the hourly limit of a network, and while more than half of the quota is used, each further file needs a captcha. */
function forAnybody(deps: IntakeDeps): UploadAccess<Env> {
	const { limits, proxyHeader, content } = deps;
	return {
		guard: noQuery,
		path: 'api',
		party: (c) => networkOf(c, proxyHeader),
		async admit(c, bytes, isNew) {
			const network = networkOf(c, proxyHeader);
			const seconds = await limits.uploadWait(network, content.evidence);
			const times = isNew && deps.captchaRequired ? fileDifficulty(deps) : 0;
			if (seconds === 0 && times === 0) return;
			const what = seconds > 0 ? '这个网络最近上传的文件' : '现在上传的文件';
			await requireCaptcha(deps, c.req.header('upload-captcha'), seconds || storageRetrySeconds, { what, times });
			if (seconds > 0) await limits.countUploaded(network, -Math.max(bytes, megabyte));
		},
		count: (c, bytes) => limits.countUploaded(networkOf(c, proxyHeader), bytes),
	};
}
