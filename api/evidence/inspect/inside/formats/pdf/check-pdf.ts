import { Refused } from '../../refused.ts';
import { activeNames, shortActiveNames } from './active-names.ts';
import { ObjectSoFar } from './object-so-far.ts';
import { OpensItself } from './opens-itself.ts';
import { type Packing, Unpacker } from './packed.ts';
import { namesInside, type Token, tokensOf } from './tokens.ts';
import { lastLine, pdfEnd, pdfStart } from './wrapping.ts';

/**
 * Checks that a PDF is complete, open, and only paper: no script, no attachment, nothing that starts, fetches or sends
 * by itself, however it is written and wherever a reader may be led. Returns where it ends. Throws Refused.
 */
export function checkPdf(bytes: Buffer): number {
	const [start, end] = [pdfStart(bytes), pdfEnd(bytes)];
	if (!bytes.subarray(Math.max(0, end - 1024), end).includes(lastLine) || !bytes.includes('startxref')) {
		throw new Refused('truncated');
	}
	// What is locked cannot be unpacked: this sentence comes before that one.
	if (bytes.includes('/Encrypt')) throw new Refused('lockedPdf');
	// A reader may be led to what stands before and behind as well.
	for (const outside of [bytes.subarray(0, start), bytes.subarray(end)]) {
		for (const token of namesInside(outside, 0, outside.length)) refuseHidden(outside, token);
	}
	const opens = new OpensItself();
	const unpacker = new Unpacker();
	for (const packed of look(bytes, opens, { from: start, to: end, within: [] })) {
		const unpacked = unpacker.unpack(bytes, packed);
		const within = packed.contents ? numbersIn(unpacked, packed.contents) : [];
		const all = { from: 0, to: unpacked.length, within };
		for (const _ of look(unpacked, opens, all)) throw new Refused('strangePdf');
	}
	if (opens.toTheWeb()) throw new Refused('activePdf');
	return end;
}

interface PackedStream {
	at: number;
	end: number;
	packing: Packing;
	contents: { count: number; first: number } | undefined;
}

/** A packed object: its number, and where it begins. */
interface Within {
	number: number;
	at: number;
}

/** What is looked at: from where to where, and the objects that are packed there. */
interface Stretch {
	from: number;
	to: number;
	within: Within[];
}

/** Looks at every name; yields the streams that hold other objects, which must be looked into as well. */
function* look(bytes: Buffer, opens: OpensItself, { from, to, within }: Stretch): Generator<PackedStream> {
	let object = new ObjectSoFar();
	let next = 0;
	for (const token of tokensOf(bytes, from, to)) {
		if (token.type === 'stream') {
			if (object.isPacked()) {
				yield { at: token.at, end: token.end, packing: object.packing(), contents: object.packedCount() };
			} else if (object.isElsewhere()) throw new Refused('activePdf');
			object = new ObjectSoFar();
		} else if (token.type === 'inside') refuseHidden(bytes, token);
		else if (token.type === 'open') refuseOpen(object);
		else {
			for (let one = within[next]; one && one.at <= token.at; one = within[++next]) object.number = one.number;
			object.add(token);
			if (token.type === 'name') refuseName(token.name);
			opens.see(token, object);
		}
	}
}

/** The head of packed objects says of each its number and where it begins. */
function numbersIn(unpacked: Buffer, { count, first }: { count: number; first: number }): Within[] {
	const numbers = unpacked.subarray(0, first).toString('latin1').trim().split(/\s+/).map(Number);
	const found: Within[] = [];
	for (let index = 0; index + 1 < numbers.length && found.length < count; index += 2) {
		found.push({ number: numbers[index] ?? 0, at: first + (numbers[index + 1] ?? 0) });
	}
	return found.sort((a, b) => a.at - b.at);
}

/** A string without an end swallows all that follows: of packed objects nobody can say any more where they are. */
function refuseOpen(object: ObjectSoFar): void {
	if (object.isPacked()) throw new Refused('strangePdf');
}

function refuseName(name: string): void {
	if (name === 'Encrypt') throw new Refused('lockedPdf');
	if (activeNames.has(name) || shortActiveNames.has(name)) throw new Refused('activePdf');
}

/** An offset may lead a reader into a string or a stream: what would be active there, or is packed there, is refused. */
function refuseHidden(bytes: Buffer, token: Token): void {
	if (token.type !== 'inside') return;
	if (activeNames.has(token.name)) throw new Refused('activePdf');
	if (['ObjStm', 'First', 'OpenAction'].includes(token.name)) throw new Refused('strangePdf');
	// Three letters may stand anywhere by chance; with an address behind them they do not.
	const behind = bytes.subarray(token.end, token.end + 16).toString('latin1');
	if (token.name === 'URI' && /^\s*\(/.test(behind)) throw new Refused('strangePdf');
}
