type Address = Pick<Location, 'protocol' | 'pathname' | 'search' | 'hash'>;

/** The https address of a page that came without it; undefined where it came safely, or the portal has no such address. */
export function httpsAddress(here: Address, portal: string): string | undefined {
	const site = new URL(portal);
	if (here.protocol !== 'http:' || site.protocol !== 'https:') return undefined;
	return site.origin + here.pathname + here.search + here.hash;
}

/**
 * Links in chats often open a page by plain http, where a browser proves nothing and keeps nothing from whoever listens.
 * True where the same page is on its way by https.
 */
export function leaveForHttps(): boolean {
	const portal = document.querySelector<HTMLMetaElement>('meta[property="og:url"]')?.content;
	const address = portal && httpsAddress(location, portal);
	if (address) location.replace(address);
	return Boolean(address);
}
