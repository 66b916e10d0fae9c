/** Prints a line for whoever started the portal. */
export function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

/** A closed or full standard output must not stop the portal. */
export function ignoreOutputErrors(): void {
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
