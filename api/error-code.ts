/** The code that the system or a library gave an error, e.g. ENOENT; undefined where it has none. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
