import type { DeriveKey, KeyParameters } from './derive-key.ts';

/** A signed altcha challenge as the server gives it. */
export interface Challenge {
	parameters: KeyParameters & { nonce: string; salt: string; keyPrefix: string; expiresAt?: number };
	signature?: string;
}

/** What the server checks. */
export interface Solution {
	counter: number;
	derivedKey: string;
	time: number;
}

/** Tries counters until the key starts as the challenge asks. Takes a second or so: call it in a worker. */
export async function solve({ parameters }: Challenge, deriveKey: DeriveKey): Promise<Solution> {
	const started = performance.now();
	const nonce = fromHex(parameters.nonce);
	const salt = fromHex(parameters.salt);
	const wanted = parameters.keyPrefix.toLowerCase();
	const lead = fromHex(wanted.slice(0, wanted.length & ~1));
	const password = new Uint8Array(nonce.length + 4);
	password.set(nonce);
	const counterBytes = new DataView(password.buffer, nonce.length);
	for (let counter = 0; counter <= 0xffffffff; counter++) {
		counterBytes.setUint32(0, counter);
		const key = await deriveKey(parameters, salt, password);
		if (!startsWith(key, lead)) continue;
		const derivedKey = toHex(key);
		if (derivedKey.startsWith(wanted)) return { counter, derivedKey, time: Math.round(performance.now() - started) };
	}
	throw new Error('验证题目没有答案');
}

/** What is sent to the server as `captcha`. */
export function payload(challenge: Challenge, solution: Solution): string {
	return btoa(JSON.stringify({ challenge, solution }));
}

function startsWith(key: Uint8Array, lead: Uint8Array): boolean {
	for (let i = 0; i < lead.length; i++) if (key[i] !== lead[i]) return false;
	return true;
}

function fromHex(hex: string): Uint8Array {
	const out = new Uint8Array(hex.length / 2);
	for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
	return out;
}

function toHex(bytes: Uint8Array): string {
	let hex = '';
	for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
	return hex;
}
