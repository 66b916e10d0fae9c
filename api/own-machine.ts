const names = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address leads to this machine itself. */
export function isOwnMachine(url: string): boolean {
	return names.has(new URL(url).hostname);
}
