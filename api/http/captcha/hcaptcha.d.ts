/** The package ships no types. */
declare module 'hcaptcha' {
	/** Asks hCaptcha's server about an answer; resolves with its JSON, rejects on network errors. */
	export function verify(
		secret: string,
		token: string,
		remoteip?: string | null,
		sitekey?: string | null,
	): Promise<unknown>;
}
