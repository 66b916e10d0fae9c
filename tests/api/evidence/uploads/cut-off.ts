/** The bytes, and then the network breaks. */
export function cutOff(bytes: Uint8Array): ReadableStream<Uint8Array> {
	let sent = false;
	return new ReadableStream({
		pull(controller) {
			if (sent) controller.error(new Error('network'));
			else controller.enqueue(bytes);
			sent = true;
		},
	});
}
