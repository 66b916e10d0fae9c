import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aReport, openTestPortal, type TestPortal } from '../../api/portal.ts';
import { onServer } from '../../postgres/database.ts';

let portal: TestPortal;
let name: string;
beforeAll(async () => {
	portal = await openTestPortal();
	name = new URL(portal.settings['DATABASE_URL'] ?? '').pathname.slice(1);
});
afterAll(() => portal.remove());

const hangUp = (of: string) =>
	onServer(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${of}'`);

describe('a database server that does not answer', () => {
	test('is no fault of the portal: whoever asks is told to try again, and once it is back all is as before', async () => {
		const receipt = await portal.report();
		const track = () =>
			portal.call('POST', 'api/reports/track', { body: { number: receipt.number, secret: receipt.secret } });
		const send = () =>
			portal.call('POST', 'api/reports', { body: aReport(), headers: { 'idempotency-key': crypto.randomUUID() } });
		await hangUp(name);
		await onServer(`alter database ${name} rename to ${name}_away`);
		for (const { status, json, headers } of [await send(), await track()]) {
			expect({ status, code: json.code }).toEqual({ status: 503, code: 'unavailable' });
			expect(json.detail).toContain('连接不上数据库');
			expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
			expect(JSON.stringify(json)).not.toMatch(/portal_|postgres|ECONN|127\.0\.0\.1/);
		}
		await onServer(`alter database ${name}_away rename to ${name}`);
		expect((await track()).status).toBe(200);
		expect((await send()).status).toBe(201);
	});

	test('that hangs up between two requests is asked anew', async () => {
		await portal.report();
		await hangUp(name);
		await portal.report();
	});

	test('ends a start in one sentence', async () => {
		const start = openTestPortal({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/portal' }, { accounts: false });
		await expect(start).rejects.toThrow(/连接不上 DATABASE_URL 指定的数据库服务器.+再重新启动/);
	});
});
