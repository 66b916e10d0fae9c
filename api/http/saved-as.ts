/** The header that has an answer saved as a file of this name, never shown under its address. */
export function savedAs(name: string): { 'content-disposition': string } {
	const plain = /^[\w.-]+$/.test(name);
	const named = plain ? `filename="${name}"` : `filename*=UTF-8''${encodeURIComponent(name)}`;
	return { 'content-disposition': `attachment; ${named}` };
}
