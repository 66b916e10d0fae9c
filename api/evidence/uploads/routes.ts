import { type Context, type Env, Hono, type MiddlewareHandler } from 'hono';
import { megabyte } from '../../../content/facts/file-size.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Patience } from '../../http/patience.ts';
import { findUpload, type Upload } from '../find-upload.ts';
import { announcedKind } from './announced-kind.ts';
import { bodyChunks } from './body-chunks.ts';
import { continueUpload, offsetOf } from './continue-upload.ts';
import { createUpload } from './create-upload.ts';
import { keptHours } from './crowded.ts';
import { readDraft } from './draft.ts';
import { uploadOperations } from './operations.ts';
import { places } from './places.ts';
import { cancelUpload } from './remove-upload.ts';
import { uploadLock } from './upload-lock.ts';

const version = '1.0.0';

/** Who may upload, and where. */
export interface UploadDoor<E extends Env> {
	/** Comes before everything else of each call. */
	guard: MiddlewareHandler<E>;
	/** Where the routes are mounted, below the public address. */
	path: string;
	/** The network or the officer that a call comes from. */
	party(c: Context): string;
	/**
	 * Lets a file begin, or go on, of which so many bytes are still to come; throws too_many once a share is used up, or
	 * where a new one has its price.
	 */
	admit(c: Context, bytes: number, isNew: boolean): Promise<void>;
	/** Counts bytes that came. */
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

/** Bytes that a file counts as at least: announcing without sending is not free. */
const leastCounted = megabyte;
/** A piece that is not taken is read up to here: a phone that is still sending would not hear why. */
const readInVain = 2 * megabyte;

/**
 * tus 1.0 with creation, expiration and termination. Every call carries the token of the draft in `Upload-Draft`. Where
 * a proxy on the way knows no PATCH, HEAD or DELETE, they come as POST with X-HTTP-Method-Override.
 */
export function uploadRoutes<E extends Env>(deps: Deps, door: UploadDoor<E>, { pieceMs }: Patience): Hono<E> {
	const app = new Hono<E>();
	const { take } = uploadLock();
	const { atOnce, atOncePerNetwork } = deps.content.evidence;
	const { hold } = places({ most: atOnce, mostOfOne: atOncePerNetwork });

	app.use('/uploads/*', async (c, next) => {
		await next();
		c.header('tus-resumable', version);
		c.header('cache-control', 'no-store');
	});

	const described = uploadOperations(deps.content.evidence);
	const tellOptions = (c: Context) => {
		c.header('tus-version', version);
		c.header('tus-extension', 'creation,expiration,termination');
		c.header('tus-max-size', String(deps.content.evidence.totalMb * megabyte));
		c.header('allow', 'OPTIONS, POST, HEAD, PATCH, DELETE');
		return c.body(null, 204);
	};
	app.on('OPTIONS', '/uploads', door.guard, described.options, tellOptions);
	app.on('OPTIONS', '/uploads/:id', door.guard, described.fileOptions, tellOptions);

	app.post('/uploads', door.guard, tus, described.create, async (c) => {
		const draft = readDraft(c.req.header('upload-draft'));
		const size = wholeNumber(c, 'upload-length');
		const kind = announcedKind(c.req.header('upload-metadata'));
		const upload = await createUpload(deps, { draft, party: door.party(c) }, { size, kind }, async () => {
			await door.admit(c, size, true);
			await door.count(c, leastCounted);
		});
		c.header('location', new URL(`${door.path}/uploads/${upload.id}`, deps.siteUrl).pathname);
		tellExpiry(c, upload, 0);
		return c.body(null, 201);
	});

	const ask = async (c: Context, id: string) => {
		const draft = readDraft(c.req.header('upload-draft'));
		const { upload, offset } = await take(id, () => offsetOf(deps, { draft, party: door.party(c) }, id));
		c.header('upload-offset', String(offset));
		c.header('upload-length', String(upload.size));
		tellExpiry(c, upload, offset);
		return c.body(null, 200);
	};

	const put = (c: Context, id: string) => hold(door.party(c), () => putPiece(c, id));

	const putPiece = async (c: Context, id: string) => {
		if (c.req.header('content-type') !== 'application/offset+octet-stream') {
			throw new PortalError('unsupported_type', '上传的格式不受支持，请刷新页面后重试。');
		}
		const draft = readDraft(c.req.header('upload-draft'));
		const bringer = { draft, party: door.party(c) };
		const piece = {
			offset: wholeNumber(c, 'upload-offset'),
			length: c.req.header('content-length') === undefined ? null : wholeNumber(c, 'content-length'),
			body: c.req.raw.body,
			patienceMs: pieceMs,
			count: (bytes: number) => door.count(c, bytes),
		};
		await admitPiece(c, draft, id);
		const { upload, offset } = await take(id, (stop) => continueUpload(deps, bringer, id, { ...piece, stop }));
		c.header('upload-offset', String(offset));
		tellExpiry(c, upload, offset);
		return c.body(null, 204);
	};

	const remove = async (c: Context, id: string) => {
		const draft = readDraft(c.req.header('upload-draft'));
		await take(id, () => cancelUpload(deps, draft, id));
		return c.body(null, 204);
	};

	// hono answers HEAD by its GET routes, without the body.
	app.get('/uploads/:id', door.guard, tus, described.ask, (c) => {
		if (c.req.method !== 'HEAD') throw new PortalError('method_not_allowed', '上传的文件不能从这里取回。');
		return ask(c, c.req.param('id'));
	});
	app.patch('/uploads/:id', door.guard, tus, described.put, (c) => put(c, c.req.param('id')));
	app.delete('/uploads/:id', door.guard, tus, described.remove, (c) => remove(c, c.req.param('id')));
	const overridden = new Map<string, (c: Context, id: string) => Promise<Response>>([
		['HEAD', ask],
		['PATCH', put],
		['DELETE', remove],
	]);
	app.post('/uploads/:id', door.guard, tus, described.overridden, (c) => {
		const answer = overridden.get(c.req.header('x-http-method-override')?.toUpperCase() ?? '');
		if (!answer) throw new PortalError('method_not_allowed', '上传应使用 PATCH，请刷新页面后重试。');
		return answer(c, c.req.param('id'));
	});

	/** A phone that may not go on is heard out, so that it reads why. */
	async function admitPiece(c: Context, draft: string, id: string): Promise<void> {
		const { size, arrived } = await findUpload(deps, deps.db.read, draft, id);
		try {
			await door.admit(c, size - arrived, false);
		} catch (error) {
			let read = 0;
			for await (const chunk of c.req.raw.body ? bodyChunks(c.req.raw.body, pieceMs) : []) {
				read += chunk.length;
				if (read > readInVain) break;
			}
			throw error;
		}
	}

	/** Until when an upload is kept if it is not sent, or if nothing more of it arrives. */
	function tellExpiry(c: Context, { size, createdAt, progressAt }: Upload, offset: number): void {
		const { stalledMinutes } = deps.content.evidence;
		const kept = Date.parse(createdAt) + keptHours(deps) * 3_600_000;
		const until = offset < size ? Math.min(kept, Date.parse(progressAt) + stalledMinutes * 60_000) : kept;
		c.header('upload-expires', new Date(until).toUTCString());
	}

	return app;
}

function wholeNumber(c: Context, header: string): number {
	const value = c.req.header(header) ?? '';
	if (!/^\d{1,15}$/.test(value)) throw new PortalError('malformed', '上传的大小或者位置无法读取，请刷新页面后重试。');
	return Number(value);
}
