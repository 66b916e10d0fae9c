// The rounds of SHA-256 (FIPS 180-4), for browsers that give the page no crypto.subtle. Nothing is made anew and
// everything is a whole number of 32 bits: a phone runs this some hundred thousand times for one proof.
const K = new Int32Array(64);
const INITIAL = new Int32Array(8);
const w = new Int32Array(64);

function fractionBits(root: number): number {
	return ((root - Math.floor(root)) * 0x100000000) | 0;
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

/** A fresh hash state. */
export function initialState(): Int32Array {
	return INITIAL.slice();
}

/** Works one block of 16 words into the state. */
export function compress(state: Int32Array, block: Int32Array): void {
	spread(block);
	let a = state[0] as number;
	let b = state[1] as number;
	let c = state[2] as number;
	let d = state[3] as number;
	let e = state[4] as number;
	let f = state[5] as number;
	let g = state[6] as number;
	let h = state[7] as number;
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
	add(state, 0, a, b, c, d);
	add(state, 4, e, f, g, h);
}

/** The 64 words of the rounds from the 16 of the block. */
function spread(block: Int32Array): void {
	for (let i = 0; i < 16; i++) w[i] = block[i] as number;
	for (let i = 16; i < 64; i++) {
		const x = w[i - 15] as number;
		const y = w[i - 2] as number;
		const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
		const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
		w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
	}
}

function add(state: Int32Array, at: number, a: number, b: number, c: number, d: number): void {
	state[at] = (state[at] as number) + a;
	state[at + 1] = (state[at + 1] as number) + b;
	state[at + 2] = (state[at + 2] as number) + c;
	state[at + 3] = (state[at + 3] as number) + d;
}

/** Bytes, a multiple of four of them, as big-endian words. */
export function toWords(bytes: Uint8Array): Int32Array {
	const view = new DataView(bytes.buffer, bytes.byteOffset);
	return Int32Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(i * 4));
}

/** The state as 32 bytes. */
export function toBytes(state: Int32Array): Uint8Array {
	const out = new Uint8Array(32);
	const view = new DataView(out.buffer);
	for (let i = 0; i < 8; i++) view.setInt32(i * 4, state[i] as number);
	return out;
}
