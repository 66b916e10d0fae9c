import { valuesAfter } from './attribute-values.ts';
import type { BuiltSite } from './built-site.ts';

/** Served beside the built files. */
const besides = ['api/', 'console/'];
/** Both end in a slash: addresses of other hosts and of this page are not looked at. */
const openings = [' href="/', ' src="/'];

/** Finds links to pages and files of this portal that are not there. Keeps what it has seen: pages share most links. */
export function linkCheck({ base, has }: BuiltSite): (file: string, html: string) => string[] {
	const verdicts = new Map<string, boolean>();
	const isDead = (address: string): boolean => {
		const known = verdicts.get(address);
		if (known !== undefined) return known;
		const dead = !leadsSomewhere(address, base, has);
		verdicts.set(address, dead);
		return dead;
	};
	return (file, html) =>
		openings
			.flatMap((opening) => valuesAfter(html, opening))
			.filter(isDead)
			.map((address) => `${file} 的链接 /${address} 没有对应的页面。`);
}

function leadsSomewhere(address: string, base: string, has: BuiltSite['has']): boolean {
	const whole = `/${address}`;
	if (!whole.startsWith(base)) return false;
	const path = decodeURI(whole.replace(/[?#].*$/, '')).slice(base.length);
	if (besides.some((root) => path.startsWith(root))) return true;
	return has(path === '' || path.endsWith('/') ? `${path}index.html` : path);
}
