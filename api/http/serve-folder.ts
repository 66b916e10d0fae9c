import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';

/** Files with a hash in their name never change. */
const hashed = /\.[\w-]{8,}\.(?:css|js|woff2|png|svg|webp)$|\/assets\//;

/** Kinds of file that the server's own list does not know, by their endings: phones open them by this type. */
const officeTypes: Record<string, string> = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xls: 'application/vnd.ms-excel',
	doc: 'application/msword',
};

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
	app.use(async (c, next) => {
		if (!isClosed()) return next();
		c.header('retry-after', String(opensAgainSeconds));
		c.header('cache-control', 'no-store');
		return c.html(closed, 503);
	});
	app.use(compress());
	app.use(etag());
	app.use(async (c, next) => {
		const { pathname, search } = new URL(c.req.url);
		const path = decoded(pathname)?.slice(base.length);
		if (path === undefined || hidden(path)) return c.notFound();
		const target = join(folder, path);
		if (!path.endsWith('/') && path !== '' && existsSync(target) && statSync(target).isDirectory()) {
			// A link says with its query what is to be reported.
			return c.redirect(`${base}${encodeURI(path)}/${search}`, 301);
		}
		await next();
		const office = officeTypes[path.split('.').at(-1) ?? ''];
		if (office && c.res.ok) c.header('content-type', office);
		c.header('cache-control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
	});
	let files: ReturnType<typeof serveStatic> | undefined;
	app.use(async (c, next) => {
		// Looked for at each request until it is there: the first build comes after the start.
		if (!files && existsSync(folder)) {
			files = serveStatic({ root: folder, rewriteRequestPath: (path) => path.slice(base.length - 1) || '/' });
		}
		return files ? files(c, next) : next();
	});
	app.notFound(async (c) => {
		const page = await readFile(join(folder, fallback.file), 'utf8').catch(() => null);
		if (page !== null) return c.html(page, fallback.status);
		c.header('retry-after', String(refreshSeconds));
		return c.html(beingBuilt, 503);
	});
	return app;
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

/** Refuses paths that leave the folder, and dotfiles. */
function hidden(path: string): boolean {
	return path.split(/[\\/]/).some((part) => part.startsWith('.'));
}
