/** Tells whoever started the portal. */
export function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

/** A start with nobody to hear it, or with its words going to a full disk, is a start all the same. */
export function sayWithoutFail(): void {
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
