/** The same bytes in pieces of `bytes` at least, the last one of what is left. No more than one piece is held. */
export async function* inPieces(source: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Buffer> {
	let chunks: Uint8Array[] = [];
	let held = 0;
	for await (const chunk of source) {
		chunks.push(chunk);
		held += chunk.length;
		if (held < bytes) continue;
		yield Buffer.concat(chunks);
		[chunks, held] = [[], 0];
	}
	if (held > 0) yield Buffer.concat(chunks);
}
