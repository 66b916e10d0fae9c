import { PortalError } from '../../http/errors.ts';

/** A connection that delivers less than this within the timeout counts as stalled. */
const leastBytes = 1000;

/**
 * The body of a request until it ends, the network breaks, or `stop` says that a newer request takes over. Throws
 * too_slow where the next kilobyte does not arrive within `timeoutMs`: a slow connection that makes progress is never cut.
 */
export async function* bodyChunks(
	body: ReadableStream<Uint8Array>,
	timeoutMs: number,
	stop?: AbortSignal,
): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	const cancel = () => {
		// A reader that fails to cancel has ended by itself.
		reader.cancel().catch(() => undefined);
	};
	let [came, seen, stalled] = [0, 0, false];
	const watch = setInterval(() => {
		stalled = came - seen < leastBytes;
		seen = came;
		if (stalled) cancel();
	}, timeoutMs);
	stop?.addEventListener('abort', cancel, { once: true });
	try {
		for (;;) {
			const { done, value } = await reader.read().catch(brokenOff);
			if (done) break;
			came += value.length;
			yield value;
		}
		if (stalled) throw new PortalError('too_slow', '网络中断，已收到的部分保留，请从已收到的位置继续。');
	} finally {
		clearInterval(watch);
		stop?.removeEventListener('abort', cancel);
		cancel();
	}
}

/** A broken connection ends a body like its regular end: the phone asks for the offset and continues from there. */
function brokenOff(): { done: true; value: undefined } {
	return { done: true, value: undefined };
}
