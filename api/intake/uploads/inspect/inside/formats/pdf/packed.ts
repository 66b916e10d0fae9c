import { constants, inflateSync } from 'node:zlib';
import { Refused } from '../../refused.ts';
import type { Token } from './tokens.ts';

/** Most that all packed objects of a file may unpack to: what describes the pages of twenty megabytes is far less. */
const mostUnpacked = 50_000_000;
const mostStreams = 20_000;
/** More than any dictionary of packed objects has. */
const mostTokens = 2000;

/** How a stream is packed: 'other' where nobody can say what is in it. */
export type Packing = 'none' | 'flate' | 'other';

/** What is known of an object up to its stream. */
export class ObjectSoFar {
	private tokens: string[] = [];

	/** Names begin with a slash, as everything else does not. */
	add(token: Token & { type: 'name' | 'word' }): void {
		if (token.type === 'word' && (token.word === 'obj' || token.word === 'endobj')) {
			// The type of packed objects without their stream: another object means to borrow it unseen.
			if (this.tokens.includes('/ObjStm')) throw new Refused('strangePdf');
			this.tokens = [];
		} else if (this.tokens.length < mostTokens) this.tokens.push(token.type === 'name' ? `/${token.name}` : token.word);
	}

	/** Other objects are in its stream: its type says so, or that it says where the first of them begins. */
	isPacked(): boolean {
		return this.tokens.includes('/ObjStm') || this.tokens.includes('/First') || this.tokens.length === mostTokens;
	}

	packing(): Packing {
		if (this.tokens.includes('/Predictor') || this.tokens.length === mostTokens) return 'other';
		const at = this.tokens.flatMap((token, index) => (token === '/Filter' ? [index] : []));
		const [filter] = at;
		if (filter === undefined) return 'none';
		const names = this.tokens[filter + 1] === '[' ? this.listFrom(filter + 2) : [this.tokens[filter + 1] ?? ''];
		if (at.length > 1 || names.length !== 1) return names.length === 0 && at.length === 1 ? 'none' : 'other';
		return names[0] === '/FlateDecode' || names[0] === '/Fl' ? 'flate' : 'other';
	}

	private listFrom(from: number): string[] {
		const end = this.tokens.indexOf(']', from);
		return this.tokens.slice(from, end < 0 ? undefined : end);
	}
}

/** Unpacks the streams of packed objects of one file, within bounds. */
export class Unpacker {
	private left = mostUnpacked;
	private count = 0;

	/** What is in a stream. Throws Refused where it does not open: nobody can say what is in it. */
	unpack(stream: Buffer, packing: Packing): Buffer {
		if (packing === 'none') return stream;
		if (packing === 'other' || ++this.count > mostStreams) throw new Refused('strangePdf');
		try {
			// Without an end to the compressed bytes readers take what there is; so does this.
			const options = { maxOutputLength: this.left, finishFlush: constants.Z_SYNC_FLUSH };
			const unpacked = inflateSync(stream, options);
			this.left -= unpacked.length;
			return unpacked;
		} catch {
			throw new Refused('damaged');
		}
	}
}
