import { createHmac } from 'node:crypto';
import type { TestPortal } from '../../portal.ts';
import { cookieOf } from '../accounts.ts';

const password = 'demo-password-2026';

/** The code an authenticator app shows now (RFC 6238), from the address in the QR code. */
export function codeOf(uri: string, stepsAway = 0): string {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
	const bits = [...(new URL(uri).searchParams.get('secret') ?? '')]
		.map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
		.join('');
	const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + stepsAway));
	const hash = createHmac('sha1', key).update(counter).digest();
	const offset = (hash.at(-1) ?? 0) & 15;
	return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Sets up the second factor of a demo account: what its app and its paper hold, and the cookie of the session. */
export async function enrol(portal: TestPortal, username: string) {
	const signedIn = await portal.call('POST', 'api/staff/session', { body: { username, password } });
	const first = cookieOf(signedIn);
	const { json } = await portal.call('POST', 'api/staff/second-factor', { as: first, body: { password } });
	const body = { code: codeOf(json.uri) };
	const confirmed = await portal.call('POST', 'api/staff/second-factor/confirm', { as: first, body });
	if (confirmed.status !== 204) throw new Error(`${username} cannot be enrolled: ${JSON.stringify(confirmed.json)}`);
	return { uri: String(json.uri), backupCodes: json.backupCodes as string[], as: cookieOf(confirmed) };
}
