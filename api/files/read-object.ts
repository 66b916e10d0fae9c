import { setTimeout } from 'node:timers/promises';
import { StorageAway } from './storage.ts';

/** An object, or its rest, as the storage began to send it. */
export interface OpenObject {
	body: AsyncIterable<Uint8Array>;
	/** Bytes still to come. */
	length: number;
	/** Which of the objects of that name it is. */
	etag: string | undefined;
}

/** Breaks without a byte in between, after which it is given up. */
const mostBreaks = 3;
const waitMs = 200;

/**
 * All bytes of an object. Where the connection breaks off, `openRest` opens the rest of the same object. Throws
 * StorageAway where it does not come to its end.
 */
export async function* readObject(
	first: OpenObject,
	openRest: (offset: number, of: OpenObject) => Promise<OpenObject>,
): AsyncGenerator<Uint8Array> {
	let [open, offset, breaks] = [first, 0, 0];
	for (;;) {
		let failure: unknown;
		try {
			for await (const chunk of open.body) {
				yield chunk;
				offset += chunk.length;
				breaks = 0;
			}
		} catch (error) {
			failure = error;
		}
		if (failure === undefined && offset >= first.length) return;
		breaks++;
		if (breaks > mostBreaks) throw new StorageAway(failure);
		await setTimeout(waitMs * breaks);
		open = await openRest(offset, first);
	}
}
