import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastHop, networkOfAddress } from '../../../api/intake/address.ts';
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
			networkOfAddress(lastHop(one, other) ?? '');
		}),
	);
	fc.assert(fc.property(fc.ipV6(), (address) => networkOfAddress(address) !== null));
	fc.assert(fc.property(fc.ipV4(), (address) => networkOfAddress(address) === address.replace(/\.\d+$/, '')));
});

const hops: Array<[forwardedFor: string | undefined, forwarded: string | undefined, hop: string | undefined]> = [
	['1.1.1.1', undefined, '1.1.1.1'],
	['9.9.9.9, 8.8.8.8,1.1.1.1', undefined, '1.1.1.1'],
	['9.9.9.9, 1.1.1.1, ', undefined, '1.1.1.1'],
	['1.1.1.1', 'for=9.9.9.9', '1.1.1.1'],
	[undefined, 'for=9.9.9.9, for=1.1.1.1;proto=https;by=10.0.0.1', '1.1.1.1'],
	['', 'by=10.0.0.1;For="[2001:db8::1]:4711"', '"[2001:db8::1]:4711"'],
	[undefined, 'proto=https', undefined],
	[undefined, undefined, undefined],
];
test.each(hops)('of X-Forwarded-For %j and Forwarded %j our own proxy added %j', (forwardedFor, forwarded, hop) => {
	expect(lastHop(forwardedFor, forwarded)).toBe(hop);
});

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal({ TLS_PROXY: 'on' }, { accounts: false });
});
afterAll(() => portal.remove());

/** A wrong try at a receipt, as a proxy hands it on. */
const guess = (nth: number, headers: Record<string, string>) =>
	portal.call('POST', 'api/reports/track', {
		body: { number: String(100_000_000_000 + nth), secret: '0'.repeat(16) },
		headers,
	});

test('one network counts as one however its proxy writes it, and no neighbour pays for it', async () => {
	const ways = [
		(host: number) => ({ 'x-forwarded-for': `203.0.113.${host}` }),
		(host: number) => ({ 'x-forwarded-for': `198.51.100.1, 203.0.113.${host}:4${host}` }),
		(host: number) => ({ 'x-forwarded-for': `[::ffff:203.0.113.${host}]:80` }),
		(host: number) => ({ forwarded: `for=198.51.100.1, for="203.0.113.${host}:1";proto=https` }),
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
