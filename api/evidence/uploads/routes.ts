import { type Context, type Env, Hono, type MiddlewareHandler } from 'hono';
import { megabyte } from '../../../content/facts/file-size.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Timeouts } from '../../http/timeouts.ts';
import { findUpload, type Upload } from '../find-upload.ts';
import { announcedKind } from './announced-kind.ts';
import { bodyChunks } from './body-chunks.ts';
import { continueUpload, offsetOf } from './continue-upload.ts';
import { createUpload } from './create-upload.ts';
import { readDraft } from './draft.ts';
import { uploadOperations } from './operations.ts';
import { cancelUpload } from './remove-upload.ts';
import { uploadLock } from './upload-lock.ts';
import { retentionHours } from './upload-quota.ts';
import { uploadSlots } from './upload-slots.ts';

const version = '1.0.0';

/** Who may upload, and where. */
export interface UploadAccess<E extends Env> {
	/** Runs before everything else in each call. */
	guard: MiddlewareHandler<E>;
	/** Where the routes are mounted, below the public address. */
	path: string;
	/** The network or the officer that a call comes from. */
	party(c: Context): string;
	/**
	 * Admits a new file, or the rest of one, by the bytes still to come; throws too_many once the limit is used up, or
	 * where a new file needs a captcha.
	 */
	admit(c: Context, bytes: number, isNew: boolean): Promise<void>;
	/** Counts received bytes. */
	count(c: Context, bytes: number): Promise<void>;
}

/** Refuses every other protocol. */
const tus: MiddlewareHandler = async (c, next) => {
	if (c.req.method !== 'OPTIONS' && c.req.header('tus-resumable') !== version) {
		c.header('tus-version', version);
		throw new PortalError('upload_protocol', '上传应使用 tus 1.0.0，请刷新页面后重试。');
	}
	await next();
};

/** Bytes that a file counts as at least, so that announcing files without sending them is limited, too. */
const leastCounted = megabyte;
/** A refused chunk is read up to here, since a phone that is still sending would not read the answer. */
const drainedBytes = 2 * megabyte;

/**
 * tus 1.0 with creation, expiration and termination. Every call carries the token of the draft in `Upload-Draft`. Where
 * a proxy on the way knows no PATCH, HEAD or DELETE, they come as POST with X-HTTP-Method-Override.
 */
export function uploadRoutes<E extends Env>(deps: Deps, access: UploadAccess<E>, { chunkMs }: Timeouts): Hono<E> {
	const app = new Hono<E>();
	const { take } = uploadLock();
	const { atOnce, atOncePerNetwork } = deps.content.evidence;
	const { hold } = uploadSlots({ most: atOnce, mostPerParty: atOncePerNetwork });

	app.use('/uploads/*', async (c, next) => {
		await next();
		c.header('tus-resumable', version);
		c.header('cache-control', 'no-store');
	});

	const described = uploadOperations(deps.content.evidence);
	const answerOptions = (c: Context) => {
		c.header('tus-version', version);
		c.header('tus-extension', 'creation,expiration,termination');
		c.header('tus-max-size', String(deps.content.evidence.totalMb * megabyte));
		c.header('allow', 'OPTIONS, POST, HEAD, PATCH, DELETE');
		return c.body(null, 204);
	};
	app.on('OPTIONS', '/uploads', access.guard, described.options, answerOptions);
	app.on('OPTIONS', '/uploads/:id', access.guard, described.fileOptions, answerOptions);

	app.post('/uploads', access.guard, tus, described.create, async (c) => {
		const draft = readDraft(c.req.header('upload-draft'));
		const size = wholeNumber(c, 'upload-length');
		const kind = announcedKind(c.req.header('upload-metadata'));
		const upload = await createUpload(deps, { draft, party: access.party(c) }, { size, kind }, async () => {
			await access.admit(c, size, true);
			await access.count(c, leastCounted);
		});
		c.header('location', new URL(`${access.path}/uploads/${upload.id}`, deps.siteUrl).pathname);
		setExpiry(c, upload, 0);
		return c.body(null, 201);
	});

	const ask = async (c: Context, id: string) => {
		const draft = readDraft(c.req.header('upload-draft'));
		const { upload, offset } = await take(id, () => offsetOf(deps, { draft, party: access.party(c) }, id));
		c.header('upload-offset', String(offset));
		c.header('upload-length', String(upload.size));
		setExpiry(c, upload, offset);
		return c.body(null, 200);
	};

	const put = (c: Context, id: string) => hold(access.party(c), () => putChunk(c, id));

	const putChunk = async (c: Context, id: string) => {
		if (c.req.header('content-type') !== 'application/offset+octet-stream') {
			throw new PortalError('unsupported_type', '上传的格式不受支持，请刷新页面后重试。');
		}
		const draft = readDraft(c.req.header('upload-draft'));
		const sender = { draft, party: access.party(c) };
		const chunk = {
			offset: wholeNumber(c, 'upload-offset'),
			length: c.req.header('content-length') === undefined ? null : wholeNumber(c, 'content-length'),
			body: c.req.raw.body,
			timeoutMs: chunkMs,
			count: (bytes: number) => access.count(c, bytes),
		};
		await admitChunk(c, draft, id);
		const { upload, offset } = await take(id, (stop) => continueUpload(deps, sender, id, { ...chunk, stop }));
		c.header('upload-offset', String(offset));
		setExpiry(c, upload, offset);
		return c.body(null, 204);
	};

	const remove = async (c: Context, id: string) => {
		const draft = readDraft(c.req.header('upload-draft'));
		await take(id, () => cancelUpload(deps, draft, id));
		return c.body(null, 204);
	};

	// hono answers HEAD by its GET routes, without the body.
	app.get('/uploads/:id', access.guard, tus, described.ask, (c) => {
		if (c.req.method !== 'HEAD') throw new PortalError('method_not_allowed', '上传的文件不能从这里取回。');
		return ask(c, c.req.param('id'));
	});
	app.patch('/uploads/:id', access.guard, tus, described.put, (c) => put(c, c.req.param('id')));
	app.delete('/uploads/:id', access.guard, tus, described.remove, (c) => remove(c, c.req.param('id')));
	const overridden = new Map<string, (c: Context, id: string) => Promise<Response>>([
		['HEAD', ask],
		['PATCH', put],
		['DELETE', remove],
	]);
	app.post('/uploads/:id', access.guard, tus, described.overridden, (c) => {
		const answer = overridden.get(c.req.header('x-http-method-override')?.toUpperCase() ?? '');
		if (!answer) throw new PortalError('method_not_allowed', '上传应使用 PATCH，请刷新页面后重试。');
		return answer(c, c.req.param('id'));
	});

	/** Reads on for a while before refusing, so that the phone reads why. */
	async function admitChunk(c: Context, draft: string, id: string): Promise<void> {
		const { size, arrived } = await findUpload(deps, deps.db.read, draft, id);
		try {
			await access.admit(c, size - arrived, false);
		} catch (error) {
			let read = 0;
			for await (const chunk of c.req.raw.body ? bodyChunks(c.req.raw.body, chunkMs) : []) {
				read += chunk.length;
				if (read > drainedBytes) break;
			}
			throw error;
		}
	}

	/** Until when an upload is kept if it is not sent, or if nothing more of it arrives. */
	function setExpiry(c: Context, { size, createdAt, progressAt }: Upload, offset: number): void {
		const { stalledMinutes } = deps.content.evidence;
		const keptUntil = Date.parse(createdAt) + retentionHours(deps) * 3_600_000;
		const until = offset < size ? Math.min(keptUntil, Date.parse(progressAt) + stalledMinutes * 60_000) : keptUntil;
		c.header('upload-expires', new Date(until).toUTCString());
	}

	return app;
}

function wholeNumber(c: Context, header: string): number {
	const value = c.req.header(header) ?? '';
	if (!/^\d{1,15}$/.test(value)) throw new PortalError('malformed', '上传的大小或者位置无法读取，请刷新页面后重试。');
	return Number(value);
}
