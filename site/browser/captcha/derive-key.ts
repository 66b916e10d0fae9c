import { compress, initialState, toBytes, toWords } from './sha256.ts';

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

/** The same by hand, slower: crypto.subtle is missing where the page came without TLS. */
export function pbkdf2({ cost, keyLength }: KeyParameters, salt: Uint8Array, password: Uint8Array): Uint8Array {
	if (keyLength > 32 || password.length > 64 || salt.length > 51) throw new Error('验证题目的长度超出范围');
	const inner = padState(password, 0x36);
	const outer = padState(password, 0x5c);
	const state = inner.slice();
	compress(state, lastBlock(Uint8Array.of(...Array.from(salt), 0, 0, 0, 1)));
	// Its first eight words are the hash on its way, the others stay as they are.
	const link = lastBlock(new Uint8Array(32));
	const hash = (from: Int32Array) => {
		copy(state, link);
		copy(from, state);
		compress(state, link);
	};
	hash(outer);
	const sum = state.slice();
	for (let round = 1; round < cost; round++) {
		hash(inner);
		hash(outer);
		for (let i = 0; i < 8; i++) sum[i] = (sum[i] as number) ^ (state[i] as number);
	}
	return toBytes(sum).subarray(0, keyLength);
}

// Quicker by hand than set() for so few words.
function copy(from: Int32Array, to: Int32Array): void {
	for (let i = 0; i < 8; i++) to[i] = from[i] as number;
}

/** Hash state after the padded password, so that each round spares half of its work. */
function padState(password: Uint8Array, pad: number): Int32Array {
	const bytes = new Uint8Array(64).fill(pad);
	for (let i = 0; i < password.length; i++) bytes[i] = (password[i] as number) ^ pad;
	const state = initialState();
	compress(state, toWords(bytes));
	return state;
}

/** The block that ends a message of at most 55 bytes after the padded password. */
function lastBlock(message: Uint8Array): Int32Array {
	const bytes = new Uint8Array(64);
	bytes.set(message);
	bytes[message.length] = 0x80;
	new DataView(bytes.buffer).setUint32(60, (64 + message.length) * 8);
	return toWords(bytes);
}
