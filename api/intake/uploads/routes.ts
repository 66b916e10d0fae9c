import { type Context, type Env, Hono, type MiddlewareHandler } from 'hono';
import { describeRoute } from 'hono-openapi';
import { megabyte } from '../../../content/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../errors.ts';
import { announcedKind } from './announced-kind.ts';
import { continueUpload, offsetOf } from './continue-upload.ts';
import { createUpload } from './create-upload.ts';
import { readDraft } from './draft.ts';
import type { Upload } from './find-upload.ts';
import { cancelUpload } from './remove-upload.ts';
import { turns } from './turns.ts';

const version = '1.0.0';

/** Who may upload, and where. */
export interface UploadDoor<E extends Env> {
	/** Comes before everything else of each call. */
	guard: MiddlewareHandler<E>;
	/** Where the routes are mounted, below the public address. */
	path: string;
	/** The network or the officer that a call comes from. */
	party(c: Context): string;
	/** Counts a new file; throws too_many. */
	count(c: Context, megabytes: number): Promise<void>;
}

/** Refuses every other protocol. */
const tus: MiddlewareHandler = async (c, next) => {
	if (c.req.method !== 'OPTIONS' && c.req.header('tus-resumable') !== version) {
		c.header('tus-version', version);
		throw new PortalError('upload_protocol', '上传应使用 tus 1.0.0，请刷新页面后重试。');
	}
	await next();
};

/** tus 1.0 with creation, expiration and termination. Every call carries the token of the draft in `Upload-Draft`. */
export function uploadRoutes<E extends Env>(deps: Deps, door: UploadDoor<E>): Hono<E> {
	const app = new Hono<E>();
	const { take } = turns();

	app.use('/uploads/*', async (c, next) => {
		await next();
		c.header('tus-resumable', version);
		c.header('cache-control', 'no-store');
	});

	app.on('OPTIONS', ['/uploads', '/uploads/:id'], door.guard, (c) => {
		c.header('tus-version', version);
		c.header('tus-extension', 'creation,expiration,termination');
		c.header('tus-max-size', String(deps.content.evidence.totalMb * megabyte));
		return c.body(null, 204);
	});

	app.post('/uploads', door.guard, tus, describe('登记要上传的文件', '201'), async (c) => {
		const draft = readDraft(c.req.header('upload-draft'));
		const size = wholeNumber(c, 'upload-length');
		const kind = announcedKind(c.req.header('upload-metadata'));
		await door.count(c, size / megabyte);
		const upload = await createUpload(deps, draft, { size, kind });
		c.header('location', new URL(`${door.path}/uploads/${upload.id}`, deps.siteUrl).pathname);
		tellExpiry(c, upload);
		return c.body(null, 201);
	});

	// hono answers HEAD by its GET routes, without the body.
	app.get('/uploads/:id', door.guard, tus, describe('已经收到多少（用 HEAD 查询）', '200'), async (c) => {
		if (c.req.method !== 'HEAD') throw new PortalError('method_not_allowed', '上传的文件不能从这里取回。');
		const draft = readDraft(c.req.header('upload-draft'));
		const id = c.req.param('id');
		const { upload, offset } = await take(id, () => offsetOf(deps, { draft, party: door.party(c) }, id));
		c.header('upload-offset', String(offset));
		c.header('upload-length', String(upload.size));
		tellExpiry(c, upload);
		return c.body(null, 200);
	});

	app.patch('/uploads/:id', door.guard, tus, describe('上传一段', '204'), async (c) => {
		if (c.req.header('content-type') !== 'application/offset+octet-stream') {
			throw new PortalError('unsupported_type', '上传的格式不受支持，请刷新页面后重试。');
		}
		const bringer = { draft: readDraft(c.req.header('upload-draft')), party: door.party(c) };
		const id = c.req.param('id');
		const piece = {
			offset: wholeNumber(c, 'upload-offset'),
			length: c.req.header('content-length') === undefined ? null : wholeNumber(c, 'content-length'),
			body: c.req.raw.body,
		};
		const { upload, offset } = await take(id, (stop) => continueUpload(deps, bringer, id, piece, stop));
		c.header('upload-offset', String(offset));
		tellExpiry(c, upload);
		return c.body(null, 204);
	});

	app.delete('/uploads/:id', door.guard, tus, describe('删除没有提交的文件', '204'), async (c) => {
		const draft = readDraft(c.req.header('upload-draft'));
		const id = c.req.param('id');
		await take(id, () => cancelUpload(deps, draft, id));
		return c.body(null, 204);
	});

	/** Until when an upload is kept if it is not sent. */
	function tellExpiry(c: Context, { createdAt }: Upload): void {
		const until = new Date(Date.parse(createdAt) + deps.content.evidence.keepHours * 3_600_000);
		c.header('upload-expires', until.toUTCString());
	}

	return app;
}

function wholeNumber(c: Context, header: string): number {
	const value = c.req.header(header) ?? '';
	if (!/^\d{1,15}$/.test(value)) throw new PortalError('malformed', '上传的大小或者位置无法读取，请刷新页面后重试。');
	return Number(value);
}

function describe(summary: string, status: '200' | '201' | '204') {
	return describeRoute({
		summary,
		description: 'tus 1.0。请求头 Upload-Draft：本次填写的随机标识，16 到 200 个可见字符，提交举报时用同一个。',
		responses: {
			[status]: { description: '成功' },
			'4XX': { description: '拒绝，application/problem+json', content: { 'application/problem+json': {} } },
		},
	});
}
