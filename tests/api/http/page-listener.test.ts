import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../api/config.ts';
import { listen } from '../../../api/http/listen.ts';
import { defaultTimeouts } from '../../../api/http/timeouts.ts';
import { finishBuild } from '../../../api/publication/build/inside/finish-build.ts';
import { hidePage } from '../../../api/publication/build/take-down.ts';
import { createPageListener, createWebApp } from '../../../api/start/web-app.ts';

interface Answer {
	status: number | undefined;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

const page = `<!doctype html><title>尾矿库</title>${'<p>按已公布的数据，没有发现需要提示的事项。</p>'.repeat(100)}`;
const table = 'name,height\n'.concat('中钟尾矿库,42\n'.repeat(40_000));

let home: string;
let site: string;
let closed = false;
/** One that answers pages the short way, and one that has routes alone. */
let servers: [short: Server, routes: Server];
beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'served-'));
	site = join(home, 'current');
	await aBuild('one', page);
	symlinkSync('one', site);
	const config = readConfig({ SITE_URL: 'http://127.0.0.1:8080/zt/' });
	const parts = { site, siteClosed: () => closed };
	const at = { host: '127.0.0.1', port: 0 };
	servers = [
		listen(createWebApp(config, parts), at, defaultTimeouts, createPageListener(config, parts)),
		listen(createWebApp(config, parts), at, defaultTimeouts),
	];
	await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))));
});
afterAll(() => {
	for (const server of servers) server.close().closeAllConnections();
	rmSync(home, { recursive: true });
});

async function aBuild(name: string, text: string): Promise<void> {
	const folder = join(home, name);
	for (const below of ['results/r-1', 'assets', 'data']) mkdirSync(join(folder, below), { recursive: true });
	const files = {
		'index.html': text,
		'404.html': '没有找到',
		'withheld/index.html': '本页暂停显示',
		'results/r-1/index.html': text,
		'data/ponds.csv': table,
		'assets/main.Ab3dEf9h.css': 'p{color:#0d4a3e}'.repeat(50),
		'share.png': 'PNG',
		'.env': 'secret',
	};
	mkdirSync(join(folder, 'withheld'));
	for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
	await finishBuild(folder);
}

function ask(server: Server, path: string, headers = {}, method = 'GET'): Promise<Answer> {
	const { port } = server.address() as AddressInfo;
	return new Promise((resolve, reject) => {
		request({ port, path: `/zt/${path}`, headers, method }, (answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('end', () =>
				resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }),
			);
		})
			.on('error', reject)
			.end();
	});
}
const get = (path: string, headers = {}, method = 'GET') => ask(servers[0], path, headers, method);

const shown = async (path: string, headers: object) => (await get(path, headers)).body.toString();
/** Longer than the disk is not asked for a file. */
const later = () => new Promise((resolve) => setTimeout(resolve, 50));

/** What the routes answer, without what changes from one answer to the next or only says how the body is cut. */
const comparable = ({ status, headers, body }: Answer) => {
	const { date, 'keep-alive': _keep, connection: _connection, 'transfer-encoding': _cut, ...rest } = headers;
	return { status, headers: rest, body: body.toString('latin1') };
};

test('a page goes out in the smallest form that the client takes, and reads the same in each', async () => {
	const [plain, gzip, br] = await Promise.all(
		[{}, { 'accept-encoding': 'gzip' }, { 'accept-encoding': 'gzip, br' }].map((headers) => get('', headers)),
	);
	expect(plain?.body.toString()).toBe(page);
	expect(plain?.headers).not.toHaveProperty('content-encoding');
	expect(gzip?.headers['content-encoding']).toBe('gzip');
	expect(gunzipSync(gzip?.body ?? '').toString()).toBe(page);
	expect(br?.headers['content-encoding']).toBe('br');
	expect(brotliDecompressSync(br?.body ?? '').toString()).toBe(page);
	for (const answer of [plain, gzip, br]) {
		expect(answer?.headers).toMatchObject({ vary: 'Accept-Encoding', 'content-type': 'text/html; charset=utf-8' });
		expect(Number(answer?.headers['content-length'])).toBe(answer?.body.length);
	}
	expect(new Set([plain, gzip, br].map((answer) => answer?.headers.etag)).size).toBe(3);
});

describe('the short way and the routes answer the same', () => {
	const ways: Array<[what: string, path: string, headers?: Record<string, string>, method?: string]> = [
		['a page', ''],
		['a page below', 'results/r-1/'],
		['a packed page', '', { 'accept-encoding': 'br, gzip' }],
		['the head of a page', '', { 'accept-encoding': 'gzip' }, 'HEAD'],
		['a page with a query', '?from=wechat'],
		['a large table', 'data/ponds.csv'],
		['a large packed table', 'data/ponds.csv', { 'accept-encoding': 'gzip' }],
		['a part of a page', '', { range: 'bytes=10-19' }],
		['a part of a page, packing taken', '', { range: 'bytes=10-19', 'accept-encoding': 'br' }],
		['the rest of a large table', 'data/ponds.csv', { range: 'bytes=100-' }],
		['the end of a file', 'share.png', { range: 'bytes=-2' }],
		['more than the end', 'share.png', { range: 'bytes=0-99' }],
		['a part behind the end', 'share.png', { range: 'bytes=9-' }],
		['nothing of a file', 'share.png', { range: 'bytes=-0' }],
		['several parts', 'share.png', { range: 'bytes=0-0,2-2' }],
		['a style sheet as a part of a page', 'assets/main.Ab3dEf9h.css', { 'sec-fetch-dest': 'style' }],
		['a style sheet as a page', 'assets/main.Ab3dEf9h.css', { 'sec-fetch-dest': 'document' }],
		['a folder without its slash', 'results/r-1?a=b'],
		['a page that is not there', 'nothing/'],
		['a hidden file', '.env'],
		['the list of files', '.files'],
		['a hidden file below', 'results/.env'],
		['a climb', 'results/../.env'],
		['an escaped climb', '..%2f.env'],
		['a NUL', 'results/%00'],
		['an empty name', 'results//r-1/'],
		['an escaped address', 'results/%72-1/'],
	];
	test.each(ways)('%s', async (_what, path, headers, method) => {
		const [short, routes] = await Promise.all(servers.map((server) => ask(server, path, headers, method)));
		expect(short && comparable(short)).toEqual(routes && comparable(routes));
	});

	test('a page that the client has', async () => {
		const { etag, 'last-modified': modified } = (await get('', { 'accept-encoding': 'br' })).headers;
		const cases = [
			{ 'if-none-match': etag, 'accept-encoding': 'br' },
			{ 'if-none-match': `"other", W/${etag}`, 'accept-encoding': 'br' },
			{ 'if-none-match': '*' },
			{ 'if-modified-since': modified },
		];
		for (const headers of cases) {
			const [short, routes] = await Promise.all(servers.map((server) => ask(server, '', headers)));
			expect(short).toMatchObject({ status: 304, headers: { vary: 'Accept-Encoding', 'cache-control': 'no-cache' } });
			expect(short?.body).toHaveLength(0);
			expect(short && comparable(short)).toEqual(routes && comparable(routes));
		}
	});
});

test('a client that has another form, or an older page, gets the page', async () => {
	const { etag = '', 'last-modified': modified = '' } = (await get('')).headers;
	const earlier = new Date(Date.parse(modified) - 1000).toUTCString();
	for (const headers of [
		{ 'if-none-match': etag, 'accept-encoding': 'br' },
		{ 'if-none-match': '"other"', 'if-modified-since': modified },
		{ 'if-modified-since': earlier },
		{ 'if-modified-since': 'yesterday' },
	]) {
		expect((await get('', headers)).status).toBe(200);
	}
});

test('a part is of the file itself, and of none that has changed meanwhile', async () => {
	const whole = (await get('')).headers;
	const part = await get('', { range: 'bytes=2-8', 'if-range': whole.etag, 'accept-encoding': 'br, gzip' });
	expect(part).toMatchObject({ status: 206, headers: { 'content-range': `bytes 2-8/${Buffer.byteLength(page)}` } });
	expect(part.body.toString()).toBe(page.slice(2, 9));
	expect(part.headers).not.toHaveProperty('content-encoding');
	expect(await get('', { range: 'bytes=2-8', 'if-range': '"other"' })).toMatchObject({ status: 200 });
	const beyond = await get('share.png', { range: 'bytes=3-' });
	expect(beyond).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */3' } });
});

test('a page is never packed where it gets no smaller, and pictures are not at all', async () => {
	expect((await get('share.png', { 'accept-encoding': 'br' })).headers).not.toHaveProperty('vary');
	expect((await get('withheld/', { 'accept-encoding': 'br' })).headers).not.toHaveProperty('content-encoding');
});

test('what is hidden is gone at once in every form, from whatever was kept as well', async () => {
	const forms = [{}, { 'accept-encoding': 'gzip' }, { 'accept-encoding': 'br' }];
	for (const headers of forms) expect((await get('results/r-1/', headers)).status).toBe(200);
	const form = join(site, 'results/r-1/index.html.gz');
	const { mtime } = statSync(form);
	await hidePage(site, { folder: 'results', publicId: 'r-1' });
	expect(existsSync(form)).toBe(false);
	for (const headers of forms) await expect.poll(() => shown('results/r-1/', headers)).toBe('本页暂停显示');
	// A packed form that could not be removed is of another moment than the page.
	writeFileSync(form, 'the facts of a case');
	utimesSync(form, mtime, mtime);
	await later();
	expect(await shown('results/r-1/', { 'accept-encoding': 'gzip' })).toBe('本页暂停显示');
});

test('the site that takes the place of another is served at once', async () => {
	await get('');
	await aBuild('two', page.replace('尾矿库', '新的网站'));
	symlinkSync('two', join(home, 'next'));
	renameSync(join(home, 'next'), site);
	await expect.poll(() => shown('', {})).toContain('新的网站');
	const answer = await get('', { 'accept-encoding': 'br' });
	expect(brotliDecompressSync(answer.body).toString()).toContain('新的网站');
});

test('a closed site shows its notice and nothing else', async () => {
	closed = true;
	await expect.poll(() => get('')).toMatchObject({ status: 503, headers: { 'cache-control': 'no-store' } });
	closed = false;
	await expect.poll(async () => (await get('')).status).toBe(200);
});

test('what is kept stays within its room, and what makes room is read again', async () => {
	const { builtFiles } = await import('../../../api/http/built-files.ts');
	const folder = join(home, 'many');
	mkdirSync(folder);
	const paths = Array.from({ length: 50 }, (_, nth) => join(folder, `${nth}.html`));
	for (const path of paths) writeFileSync(path, 'x'.repeat(10_000));
	const files = builtFiles(100_000);
	const first = paths.map((path) => {
		const file = files.find(path);
		return file && files.form(file, '') && file;
	});
	const again = paths.map((path) => files.find(path));
	const kept = again.filter((file, nth) => file === first[nth]);
	// Each weighs its bytes and what is kept beside them.
	expect(kept.length).toBeLessThan(10);
	expect(again.every((file) => file?.size === 10_000)).toBe(true);
});
