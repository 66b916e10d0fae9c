import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import { answerFile, type FileAnswer, type FileRequest } from './answer-file.ts';
import { builtFiles } from './built-files.ts';

/**
 * Serves a built folder below `base`. `fallback` is the page for addresses that are no file:
 * the site's own 404 page, or the console's single page with status 200. While `isClosed`, a notice is all there is.
 */
export function serveFolder(
	base: string,
	folder: string,
	fallback: { file: string; status: 200 | 404 },
	isClosed: () => boolean = () => false,
): Hono {
	const app = new Hono();
	const files = builtFiles();
	app.use(async (c, next) => {
		if (!isClosed()) return next();
		c.header('retry-after', String(opensAgainSeconds));
		c.header('cache-control', 'no-store');
		return c.html(closed, 503);
	});
	app.get('*', (c) => {
		const { pathname, search } = new URL(c.req.url);
		const path = decoded(pathname)?.slice(base.length);
		if (path === undefined || strange(path)) return c.notFound();
		const target = join(folder, path);
		const isFolder = path === '' || path.endsWith('/');
		if (!isFolder && statSync(target, { throwIfNoEntry: false })?.isDirectory()) {
			// A link says with its query what is to be reported.
			return c.redirect(`${base}${encodeURI(path)}/${search}`, 301);
		}
		const answer = answerFile(files, isFolder ? join(target, 'index.html') : target, requestOf(c));
		return answer ? responseOf(answer) : c.notFound();
	});
	app.notFound((c) => {
		const asked = requestOf(c);
		// That a page is missing is said in full each time.
		const header: FileRequest['header'] = (name) => (name === 'accept-encoding' ? asked.header(name) : undefined);
		const page = answerFile(files, join(folder, fallback.file), fallback.status === 200 ? asked : { ...asked, header });
		if (page) return responseOf(page, page.status === 200 ? fallback.status : page.status);
		c.header('cache-control', 'no-cache');
		c.header('retry-after', String(refreshSeconds));
		return c.html(beingBuilt, 503);
	});
	return app;
}

function requestOf(c: Context): FileRequest {
	return { method: c.req.method, header: (name) => c.req.header(name) };
}

function responseOf({ head, body, ...answer }: FileAnswer, status: number = answer.status): Response {
	const headers = new Headers();
	for (let at = 0; at < head.length; at += 2) headers.set(head[at] ?? '', head[at + 1] ?? '');
	if (body === undefined || Buffer.isBuffer(body)) {
		return new Response(body === undefined ? null : new Uint8Array(body), { status, headers });
	}
	const { path, start, end } = body;
	return new Response(Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream, { status, headers });
}
const refreshSeconds = 5;

/** Shown until the first build is ready, or while a damaged one is rebuilt. */
const beingBuilt = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${refreshSeconds}">
<title>网页正在生成</title>
<h1>网页正在生成</h1>
<p>请稍候，本页会自动刷新。紧急情况请拨打 110 或 12350。</p>
</html>
`;

const opensAgainSeconds = 300;

/** Shown while the existing pages must not be served. */
const closed = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>网站暂停浏览</title>
<h1>网站暂停浏览</h1>
<p>网站内容正在核对更新，请稍后再来。紧急情况请拨打 110 或 12350。</p>
</html>
`;

/** The path in plain characters; undefined where its escapes make no characters. */
function decoded(path: string): string | undefined {
	try {
		return decodeURI(path);
	} catch (error) {
		if (error instanceof URIError) return undefined;
		throw error;
	}
}

/** Refuses paths that leave the folder, and what no file of a site is called. */
function strange(path: string): boolean {
	return path.includes('\0') || path.includes('//') || path.split(/[\\/]/).some((part) => part.startsWith('.'));
}
