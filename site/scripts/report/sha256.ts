// The rounds of SHA-256 (FIPS 180-4), for browsers that give the page no crypto.subtle.
const K = new Uint32Array(64);
const INITIAL = new Uint32Array(8);

function fractionBits(root: number): number {
	return ((root - Math.floor(root)) * 0x100000000) >>> 0;
}

function fillConstants(): void {
	let found = 0;
	for (let candidate = 2; found < 64; candidate++) {
		let prime = true;
		for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) prime = false;
		if (!prime) continue;
		if (found < 8) INITIAL[found] = fractionBits(Math.sqrt(candidate));
		K[found++] = fractionBits(Math.cbrt(candidate));
	}
}
fillConstants();

const w = new Int32Array(64);

/** A fresh hash state. */
export function initialState(): Int32Array {
	return Int32Array.from(INITIAL);
}

/** Works one block of 16 big-endian words into the state. */
export function compress(state: Int32Array, block: Int32Array): void {
	w.set(block);
	for (let i = 16; i < 64; i++) {
		const x = w[i - 15] as number;
		const y = w[i - 2] as number;
		const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
		const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
		w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
	}
	let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
	for (let i = 0; i < 64; i++) {
		const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
		const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i] as number) + (w[i] as number)) | 0;
		const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
		const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
		h = g;
		g = f;
		f = e;
		e = (d + t1) | 0;
		d = c;
		c = b;
		b = a;
		a = (t1 + t2) | 0;
	}
	const next = [a, b, c, d, e, f, g, h];
	for (let i = 0; i < 8; i++) state[i] = ((state[i] as number) + (next[i] as number)) | 0;
}

/** Hashes the bytes into `state`, which has already taken `taken` bytes (a multiple of 64). */
export function finish(state: Int32Array, bytes: Uint8Array, taken: number): Int32Array {
	const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
	padded.set(bytes);
	padded[bytes.length] = 0x80;
	const view = new DataView(padded.buffer);
	view.setUint32(padded.length - 4, (bytes.length + taken) << 3);
	const block = new Int32Array(16);
	for (let at = 0; at < padded.length; at += 64) {
		for (let i = 0; i < 16; i++) block[i] = view.getInt32(at + i * 4);
		compress(state, block);
	}
	return state;
}

/** The state as 32 bytes. */
export function toBytes(state: Int32Array): Uint8Array {
	const out = new Uint8Array(32);
	const view = new DataView(out.buffer);
	for (let i = 0; i < 8; i++) view.setInt32(i * 4, state[i] as number);
	return out;
}
