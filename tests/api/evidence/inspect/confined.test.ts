import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits, startConfined } from '../../../../api/evidence/inspect/confined.ts';

const program = (name: string) => join(import.meta.dirname, `${name}.ts`);
let folder: string;
let server: Server;
let visits = 0;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'confined-'));
	server = createServer((_request, response) => response.end('reached'));
	server.on('connection', () => visits++);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
	server.close();
	rmSync(folder, { recursive: true });
});

test('what looks into strangers’ files can neither read, write, start nor reach anything', async () => {
	const secret = join(folder, 'PORTAL_SECRET');
	writeFileSync(secret, 'secret');
	process.env['OF_THE_SERVER'] = 'seen';
	const { port } = server.address() as AddressInfo;
	const confined = startConfined(program('probe'), [JSON.stringify({ port, secret, place: join(folder, 'new') })]);
	confined.input.end();
	const { came, environment } = JSON.parse(await text(confined.output));
	await confined.ended;
	delete process.env['OF_THE_SERVER'];
	expect(Object.keys(came).length).toBeGreaterThan(10);
	expect(Object.entries(came).filter(([, result]) => result !== 'refused')).toEqual([]);
	expect(visits).toBe(0);
	expect(environment).toEqual(['MALLOC_ARENA_MAX']);
});

test.each(['memory', 'heap'])('a file that makes it take too much %s ends it, and the server goes on', async (what) => {
	const confined = startConfined(program('takes-too-much'), [what]);
	expect((await buffer(confined.output)).toString()).toBe('begun');
	expect(await confined.ended).not.toBe('cut-off');
});

test('one that the system ends is told from one that took too much', async () => {
	const confined = startConfined(program('takes-too-much'), ['time']);
	const [pid] = await once(confined.output, 'data').then(() => [confined.pid]);
	process.kill(pid ?? 0, 'SIGTERM');
	confined.output.resume();
	expect(await confined.ended).toBe('cut-off');
});

test('where the server can open no more files, whoever brings one is told to come again', async () => {
	const command = ['-c', 'ulimit -n 64 && exec "$0" "$1"', process.execPath, program('no-room-to-start')];
	const { stdout } = await promisify(execFile)('sh', command);
	expect(stdout).toBe('unavailable');
});

test('a file that makes it take too long ends it', async () => {
	const confined = startConfined(program('takes-too-much'), ['time'], { ...limits, seconds: 3 });
	expect((await buffer(confined.output)).toString()).toBe('begun');
	expect(await confined.ended).toBe('took-too-much');
});
