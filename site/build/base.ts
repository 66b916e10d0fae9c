const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');

/**
 * Address of a page, file or API call of this portal, below the path it is mounted at.
 * `path` is written from the portal's own root, without a leading slash: `href('ponds/')`.
 */
export function href(path = ''): string {
	return base + path.replace(/^\/+/, '');
}

/** The same with protocol and host: for QR codes, feeds, canonical addresses and sharing. */
export function absolute(path = ''): string {
	return new URL(href(path), import.meta.env.SITE).href;
}
