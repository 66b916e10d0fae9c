import { compress, finish, initialState, toBytes } from './sha256.ts';

/** The parameters of a challenge that the key depends on, as altcha signs them. */
export interface KeyParameters {
	algorithm: string;
	cost: number;
	keyLength: number;
}

/** Derives the key of one attempt. Exactly what altcha-lib derives for its algorithm of that name. */
export type DeriveKey = (parameters: KeyParameters, salt: Uint8Array, password: Uint8Array) => Promise<Uint8Array>;

/** The quickest way that this browser has. */
export function bestDeriveKey(subtle: SubtleCrypto | undefined): DeriveKey {
	return async (parameters, salt, password) => {
		if (parameters.algorithm !== 'PBKDF2/SHA-256') throw new Error(`不支持的验证算法：${parameters.algorithm}`);
		return subtle ? nativePbkdf2(subtle, parameters, salt, password) : pbkdf2(parameters, salt, password);
	};
}

async function nativePbkdf2(
	subtle: SubtleCrypto,
	{ cost, keyLength }: KeyParameters,
	salt: Uint8Array,
	password: Uint8Array,
): Promise<Uint8Array> {
	const key = await subtle.importKey('raw', Uint8Array.from(password), 'PBKDF2', false, ['deriveBits']);
	const how = { name: 'PBKDF2', hash: 'SHA-256', iterations: cost, salt: Uint8Array.from(salt) };
	return new Uint8Array(await subtle.deriveBits(how, key, keyLength * 8));
}

/** The same by hand, several times slower: crypto.subtle is missing where the page came without TLS. */
export function pbkdf2({ cost, keyLength }: KeyParameters, salt: Uint8Array, password: Uint8Array): Uint8Array {
	if (keyLength > 32 || password.length > 64) throw new Error('验证题目的长度超出范围');
	const inner = padState(password, 0x36);
	const outer = padState(password, 0x5c);
	const hmac = (message: Uint8Array) => finish(outer.slice(), toBytes(finish(inner.slice(), message, 64)), 64);
	const first = new Uint8Array(salt.length + 4);
	first.set(salt);
	first[salt.length + 3] = 1;
	let link = hmac(first);
	const sum = link.slice();
	for (let round = 1; round < cost; round++) {
		link = hmac(toBytes(link));
		for (let i = 0; i < 8; i++) sum[i] = (sum[i] as number) ^ (link[i] as number);
	}
	return toBytes(sum).subarray(0, keyLength);
}

/** Hash state after the padded password, so that each round spares half of its work. */
function padState(password: Uint8Array, pad: number): Int32Array {
	const bytes = new Uint8Array(64).fill(pad);
	for (let i = 0; i < password.length; i++) bytes[i] = (password[i] as number) ^ pad;
	const view = new DataView(bytes.buffer);
	const state = initialState();
	compress(
		state,
		Int32Array.from({ length: 16 }, (_, i) => view.getInt32(i * 4)),
	);
	return state;
}
