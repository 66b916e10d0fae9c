import { Refused } from '../../refused.ts';
import type { Packing } from './packed.ts';
import type { Token } from './tokens.ts';

/** More than any dictionary of a stream has. */
const mostTokens = 2000;

/** What is known of an object up to its stream. */
export class ObjectSoFar {
	/** Its number; undefined outside of objects, and where it cannot be read. */
	number: number | undefined;
	private tokens: string[] = [];
	/** Keys of its own dictionary, not of those inside. */
	private keys = new Set<string>();
	private depth = 0;
	private numbers: [number, number] = [Number.NaN, Number.NaN];
	private before = '';
	private last = '';

	/** Names begin with a slash, as everything else does not. */
	add(token: Token & { type: 'name' | 'word' }): void {
		if (token.type === 'word' && (token.word === 'obj' || token.word === 'endobj')) {
			this.begin(token.word === 'obj' ? this.numbers[0] : undefined);
			return;
		}
		const text = token.type === 'name' ? `/${token.name}` : token.word;
		if (token.type === 'word') this.numbers = [this.numbers[1], Number(text)];
		if (text === '<<') this.depth++;
		if (text === '>>') this.depth--;
		if (token.type === 'name' && this.depth === 1) this.keys.add(text);
		[this.before, this.last] = [this.last, text];
		if (this.tokens.length < mostTokens) this.tokens.push(text);
	}

	private begin(number: number | undefined): void {
		// The type of packed objects without their stream: another object means to borrow it unseen.
		if (this.tokens.includes('/ObjStm')) throw new Refused('strangePdf');
		this.number = Number.isInteger(number) ? number : undefined;
		this.tokens = [];
		this.keys.clear();
		this.depth = 0;
	}

	/** The name that was just added, where it is the value of a key: `/S /URI`. */
	valueOf(key: string): string | undefined {
		return this.before === key && this.last.startsWith('/') ? this.last : undefined;
	}

	/** Other objects are in its stream: its type says so, or that it says where the first of them begins. */
	isPacked(): boolean {
		return this.tokens.includes('/ObjStm') || this.tokens.includes('/First') || this.tokens.length === mostTokens;
	}

	/** Its content lies in another file, or it stands for one. */
	isElsewhere(): boolean {
		return this.keys.has('/F') || this.keys.has('/Ref');
	}

	/** How many objects are packed in its stream, and where the first begins; undefined where it does not say. */
	packedCount(): { count: number; first: number } | undefined {
		const count = Number(this.tokens[this.tokens.indexOf('/N') + 1]);
		const first = Number(this.tokens[this.tokens.indexOf('/First') + 1]);
		return Number.isInteger(count) && Number.isInteger(first) ? { count, first } : undefined;
	}

	packing(): Packing {
		if (this.tokens.length === mostTokens || this.hasParameters() || this.keys.has('/F')) return 'other';
		const at = this.tokens.flatMap((token, index) => (token === '/Filter' ? [index] : []));
		const [filter] = at;
		if (filter === undefined) return 'none';
		const names = this.tokens[filter + 1] === '[' ? this.listFrom(filter + 2) : [this.tokens[filter + 1] ?? ''];
		if (at.length > 1 || names.length !== 1) return names.length === 0 && at.length === 1 ? 'none' : 'other';
		return names[0] === '/FlateDecode' || names[0] === '/Fl' ? 'flate' : 'other';
	}

	/** What must be done to the bytes once they are unpacked, said here or in another object. */
	private hasParameters(): boolean {
		const isKey = (token: string) => token === '/DecodeParms' || token === '/DP';
		const isPlain = (value = '') => value === '<<' || value === 'null';
		return (
			this.tokens.includes('/Predictor') ||
			this.tokens.some((token, index) => isKey(token) && !isPlain(this.tokens[index + 1]))
		);
	}

	private listFrom(from: number): string[] {
		const end = this.tokens.indexOf(']', from);
		return this.tokens.slice(from, end < 0 ? undefined : end);
	}
}
