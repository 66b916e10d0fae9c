import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastHop, networkOfAddress } from '../../../api/http/address.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';

const written: Array<[address: string, network: string]> = [
	['203.0.113.7', '203.0.113'],
	['203.0.113.7:51312', '203.0.113'],
	[' 203.0.113.9 ', '203.0.113'],
	['"203.0.113.9:80"', '203.0.113'],
	['::ffff:203.0.113.7', '203.0.113'],
	['::FFFF:203.0.113.7', '203.0.113'],
	['::ffff:cb00:7107', '203.0.113'],
	['0:0:0:0:0:ffff:203.0.113.7', '203.0.113'],
	['[::ffff:203.0.113.7]:443', '203.0.113'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1'],
	['2001:db8:1::6', '2001:db8:1'],
	['2001:0db8:0001:0000::6', '2001:db8:1'],
	['2001:DB8:1:ffff::', '2001:db8:1'],
	['[2001:db8:1::6]', '2001:db8:1'],
	['[2001:db8:1::6]:4711', '2001:db8:1'],
	['"[2001:db8:1::6]:4711"', '2001:db8:1'],
	['2001:db8::1', '2001:db8:0'],
	['::1', '0:0:0'],
	['fe80::1%eth0', 'fe80:0:0'],
];
test.each(written)('%s is of the network %s', (address, network) => {
	expect(networkOfAddress(address)).toBe(network);
});

test.each(['', 'unknown', '_hidden', 'localhost', '1.2.3', '1.2.3.4.5', '300.1.1.1', ':::', '[', '[]', '[::1', '::1]'])(
	'%j is no address',
	(address) => {
		expect(networkOfAddress(address)).toBeNull();
	},
);

test('whatever a proxy writes is read without a fault', () => {
	const pieces = fc.constantFrom(
		'[',
		']',
		':',
		'::',
		'.',
		'%',
		'"',
		'1',
		'f',
		'255',
		'ffff',
		' ',
		'for=',
		'unknown',
		'9'.repeat(40),
	);
	const text = fc.oneof(
		fc.string(),
		fc.array(pieces, { maxLength: 20 }).map((all) => all.join('')),
	);
	fc.assert(
		fc.property(text, text, (one, other) => {
			const network = networkOfAddress(one);
			expect(network === null || /^[0-9a-f.:]+$/.test(network)).toBe(true);
			for (const header of ['forwarded', one]) networkOfAddress(lastHop(header, other) ?? '');
		}),
	);
	fc.assert(fc.property(fc.ipV6(), (address) => networkOfAddress(address) !== null));
	fc.assert(fc.property(fc.ipV4(), (address) => networkOfAddress(address) === address.replace(/\.\d+$/, '')));
});

const hops: Array<[header: string, value: string | undefined, hop: string | undefined]> = [
	['X-Forwarded-For', '1.1.1.1', '1.1.1.1'],
	['X-Forwarded-For', '9.9.9.9, 8.8.8.8,1.1.1.1', '1.1.1.1'],
	['X-Forwarded-For', '9.9.9.9, 1.1.1.1, ', '1.1.1.1'],
	['X-Real-IP', '1.1.1.1', '1.1.1.1'],
	['Forwarded', 'for=9.9.9.9, for=1.1.1.1;proto=https;by=10.0.0.1', '1.1.1.1'],
	['forwarded', 'by=10.0.0.1;For="[2001:db8::1]:4711"', '"[2001:db8::1]:4711"'],
	['Forwarded', 'proto=https', undefined],
	['X-Forwarded-For', undefined, undefined],
];
test.each(hops)('in %s: %j our own proxy added %j', (header, value, hop) => {
	expect(lastHop(header, value)).toBe(hop);
});

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal({ TLS_PROXY: 'on' }, { accounts: false });
});
afterAll(() => portal.remove());

/** A wrong try at a receipt, as a proxy hands it on. */
const guess = (nth: number, headers: Record<string, string>, at = portal) =>
	at.call('POST', 'api/reports/track', {
		body: { number: String(100_000_000_000 + nth), secret: '0'.repeat(16) },
		headers,
	});

test('one network counts as one however its proxy writes it, and no neighbour pays for it', async () => {
	const ways = [
		(host: number) => ({ 'x-forwarded-for': `203.0.113.${host}` }),
		(host: number) => ({ 'x-forwarded-for': `198.51.100.1, 203.0.113.${host}:4${host}` }),
		(host: number) => ({ 'x-forwarded-for': `[::ffff:203.0.113.${host}]:80` }),
	];
	for (let nth = 0; nth < 200; nth++) {
		const headers = ways[nth % ways.length]?.(nth) ?? {};
		expect((await guess(nth, headers)).status).toBe(404);
	}
	for (const way of ways) expect((await guess(200, way(7))).status).toBe(429);
	for (const forwardedFor of [
		'198.51.100.1',
		'203.0.114.7',
		'203.0.113.7, 2001:db8::1',
		'unknown',
		'gar:ba:ge, <script>',
	]) {
		expect((await guess(200, { 'x-forwarded-for': forwardedFor })).status).toBe(404);
	}
});

test('behind a proxy that writes another header nobody passes for somebody else by writing the usual one', async () => {
	const other = await openTestPortal({ TLS_PROXY: 'on', PROXY_HEADER: 'Forwarded' }, { accounts: false });
	for (let nth = 0; nth < 200; nth++) {
		const headers = { forwarded: 'for=203.0.113.7;proto=https', 'x-forwarded-for': `198.51.${nth}.1` };
		expect((await guess(nth, headers, other)).status).toBe(404);
	}
	const spoofed = { forwarded: 'for="203.0.113.9:1"', 'x-forwarded-for': '192.0.2.1' };
	expect((await guess(200, spoofed, other)).status).toBe(429);
	expect((await guess(200, { forwarded: 'for=198.51.100.1' }, other)).status).toBe(404);
	await other.remove();
	// And the other way round, where the proxy writes the usual one.
	expect((await guess(200, { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=192.0.2.1' })).status).toBe(429);
});

test('who has a whole /32 of IPv6 does not count anew in each of its networks', async () => {
	const from = (nth: number, prefix = '2001:db8') => ({ 'x-forwarded-for': `${prefix}:${nth.toString(16)}::1` });
	const { limits } = portal.intake;
	for (let nth = 0; nth < 4000; nth++) await limits.countWrong(`2001:db8:${nth.toString(16)}`, `n${nth}`);
	expect((await guess(300, from(0xffff))).status).toBe(429);
	expect((await guess(301, from(0xffff, '2001:db9'))).status).toBe(404);
	for (let nth = 0; nth < 12_000; nth++) await limits.countSent(`2001:dba:${nth.toString(16)}`);
	expect((await limits.reportDifficulty('2001:dba:ffff')).times).toBe(2);
	expect((await limits.reportDifficulty('2001:dbb:ffff')).times).toBe(1);
});
