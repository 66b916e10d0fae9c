import type { CryptoSuite, HardWork } from './suite.ts';
import { longestId, readStored, type Suites, stored, suiteIdOf, UnknownSuite } from './suites.ts';

/**
 * Seals to the operator's public keys; holds no key that opens anything. What is sealed to a report's own key is sealed
 * in the suite of that key, everything else in the current one.
 */
export interface Sealer {
	/** For the operator, and for `recipient` (of a report) when one is named. The id of the suite stands before it. */
	seal(text: string, recipient?: string): Promise<string>;
	/** The same chunk by chunk, for more of them where need be; all must be of one suite. */
	sealStream(source: ReadableStream<Uint8Array>, ...recipients: string[]): Promise<ReadableStream<Uint8Array>>;
}

/** Opens what was sealed. For what was sealed to the operator only the staff side has one. */
export interface Unsealer {
	/** Throws UnknownSuite. */
	open(sealed: string): Promise<string>;
	/** Rejects when the header does not open; the stream fails where a chunk was changed. */
	openStream(sealed: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>>;
}

/** `recipients`: the operator's, in whatever suites. */
export function sealer(suites: Suites, recipients: string[]): Sealer {
	const readersWith = (more: string[]) => {
		const named = more.map((each) => readStored(suites, each));
		const suite = named[0]?.suite ?? suites.current;
		if (named.some((each) => each.suite !== suite)) throw new Error('recipients of different suites');
		return { suite, readers: [...named.map(({ value }) => value), ...ofOperator(suite, recipients)] };
	};
	return {
		async seal(text, recipient) {
			const { suite, readers } = readersWith(recipient === undefined ? [] : [recipient]);
			return stored(suite, Buffer.from(suite.sealing.seal(text, readers)).toString('base64'));
		},
		async sealStream(source, ...more) {
			const { suite, readers } = readersWith(more);
			const sealed = await suite.sealing.sealStream(source, readers);
			return behind(Buffer.from(stored(suite, '')), sealed.getReader());
		},
	};
}

/** Those of the operator's recipients that are of a suite. Throws where none is. */
export function ofOperator({ id, sealing }: HardWork, recipients: string[]): string[] {
	const own = recipients.filter(sealing.isRecipient);
	if (own.length === 0) throw new Error(`no recipient of the operator in suite ${id}`);
	return own;
}

/** `identities`: private keys, in whatever suites. */
export function unsealer(suites: Suites, identities: string[]): Unsealer {
	const bySuite = new Map(suites.known.map((suite) => [suite, identities.filter(suite.sealing.isIdentity)]));
	const of = (suite: CryptoSuite) => bySuite.get(suite) ?? [];
	return {
		async open(sealed) {
			const { suite, value } = readStored(suites, sealed);
			return suite.sealing.open(Buffer.from(value, 'base64'), of(suite));
		},
		async openStream(sealed) {
			const { id, body } = await readHeader(sealed);
			const suite = suites.known.find((each) => each.id === id);
			if (suite) return suite.sealing.openStream(body, of(suite));
			await body.cancel();
			throw new UnknownSuite(id);
		},
	};
}

/** The suite that a sealed file names at its beginning, and the file without that. Throws UnknownSuite. */
async function readHeader(sealed: ReadableStream<Uint8Array>) {
	const reader = sealed.getReader();
	let start = Buffer.alloc(0);
	while (start.length <= longestId) {
		const { done, value } = await reader.read();
		if (done) break;
		start = Buffer.concat([start, value]);
	}
	const id = suiteIdOf(start.subarray(0, longestId + 1).toString('latin1'));
	const body = behind(start.subarray(id === null ? 0 : id.length + 1), reader);
	return { id, body };
}

/** A stream with some bytes before it. */
function behind(start: Buffer, reader: ReadableStreamDefaultReader<Uint8Array>): ReadableStream<Uint8Array> {
	return new ReadableStream({
		start(controller) {
			if (start.length > 0) controller.enqueue(start);
		},
		async pull(controller) {
			const { done, value } = await reader.read();
			if (done) controller.close();
			else controller.enqueue(value);
		},
		cancel: (reason) => reader.cancel(reason),
	});
}
