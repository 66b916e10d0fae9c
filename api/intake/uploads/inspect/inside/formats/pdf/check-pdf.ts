import { Refused } from '../../refused.ts';
import { activeNames, shortActiveNames } from './active-names.ts';
import { ObjectSoFar, type Packing, Unpacker } from './packed.ts';
import { type Token, tokensOf } from './tokens.ts';
import { lastLine, pdfEnd, pdfStart } from './wrapping.ts';

/** What an address on the web is named by; harmless where a person must touch it, not where the document opens it. */
interface Links {
	opensItself: boolean;
	toTheWeb: boolean;
}

/**
 * Checks that a PDF is complete, open, and only paper: no script, no attachment, nothing that starts, fetches or sends
 * by itself, however it is written and wherever a reader may be led. Returns where it ends. Throws Refused.
 */
export function checkPdf(bytes: Buffer): number {
	const end = pdfEnd(bytes);
	if (!bytes.subarray(Math.max(0, end - 1024), end).includes(lastLine) || !bytes.includes('startxref')) {
		throw new Refused('truncated');
	}
	// What is locked cannot be unpacked: this sentence comes before that one.
	if (bytes.includes('/Encrypt')) throw new Refused('lockedPdf');
	const links: Links = { opensItself: false, toTheWeb: false };
	const unpacker = new Unpacker();
	for (const packed of look(bytes, pdfStart(bytes), end, links)) {
		const unpacked = unpacker.unpack(bytes.subarray(packed.at, packed.end), packed.packing);
		for (const _ of look(unpacked, 0, unpacked.length, links)) throw new Refused('strangePdf');
	}
	if (links.opensItself && links.toTheWeb) throw new Refused('activePdf');
	return end;
}

interface PackedStream {
	at: number;
	end: number;
	packing: Packing;
}

/** Looks at every name; yields the streams that hold other objects, which must be looked into as well. */
function* look(bytes: Buffer, from: number, to: number, links: Links): Generator<PackedStream> {
	let object = new ObjectSoFar();
	let before: Token | undefined;
	for (const token of tokensOf(bytes, from, to)) {
		if (token.type === 'stream') {
			if (object.isPacked()) yield { at: token.at, end: token.end, packing: object.packing() };
			object = new ObjectSoFar();
			continue;
		}
		if (token.type === 'inside') {
			refuseHiddenName(token.name);
			continue;
		}
		object.add(token);
		if (token.type === 'name') refuseName(token.name);
		if (token.type === 'name' && token.name === 'URI') links.toTheWeb = true;
		// With a bracket behind it, it only says at which page the document begins.
		if (before?.type === 'name' && before.name === 'OpenAction' && !(token.type === 'word' && token.word === '[')) {
			links.opensItself = true;
		}
		before = token;
	}
}

function refuseName(name: string): void {
	if (name === 'Encrypt') throw new Refused('lockedPdf');
	if (activeNames.has(name) || shortActiveNames.has(name)) throw new Refused('activePdf');
}

/** An offset may lead a reader into a string or a stream: what would be active there, or is packed there, is refused. */
function refuseHiddenName(name: string): void {
	if (activeNames.has(name)) throw new Refused('activePdf');
	if (name === 'ObjStm' || name === 'First') throw new Refused('strangePdf');
}
