import { expect, it } from 'vitest';
import { attributes, files, pages, read } from './built-site.ts';

const known = new Set(files);
const host = /^https?:\/\/[^/]+/;

/** The path below the host that the site is mounted at, read from the home page's own address. */
const home = /<link rel="canonical" href="([^"]+)"/.exec(read('index.html'))?.[1] ?? '';
const base = home.replace(host, '');

function target(link: string): string {
	const path = decodeURI(link.replace(/[?#].*$/, '')).slice(base.length);
	return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

it('no link of the site is dead', () => {
	const dead = pages.flatMap(({ file, html }) =>
		[...attributes(html, 'href'), ...attributes(html, 'src')]
			.filter((link) => link.startsWith('/') && !link.startsWith(`${base}api/`) && !link.startsWith(`${base}console/`))
			.filter((link) => !link.startsWith(base) || !known.has(target(link)))
			.map((link) => `${file}: ${link}`),
	);
	expect(dead).toEqual([]);
});

it('every place named after a # is there', () => {
	const byFile = new Map(pages.map(({ file, html }) => [file, html]));
	const missing = pages.flatMap(({ file, html }) =>
		attributes(html, 'href')
			.filter((link) => /^(#|\/[^?]*#)/.test(link))
			.filter((link) => {
				const place = link.slice(link.indexOf('#') + 1);
				const goal = link.startsWith('#') ? html : byFile.get(target(link));
				return !goal?.includes(`id="${place}"`);
			})
			.map((link) => `${file}: ${link}`),
	);
	expect(missing).toEqual([]);
});

it('the sitemap names every page but print sheets and the error pages', () => {
	const listed = [...read('sitemap-0.xml').matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) =>
		target(url.replace(host, '')),
	);
	const expected = pages
		.map(({ file }) => file)
		.filter((file) => !['404.html', 'unavailable/index.html', 'withheld/index.html'].includes(file))
		.filter((file) => !file.endsWith('/sheet/index.html') && !file.startsWith('console/'));
	expect(listed.toSorted()).toEqual(expected.toSorted());
});

it('robots.txt points to the sitemap, and the feed holds items', () => {
	expect(read('robots.txt')).toContain(`${home}sitemap-index.xml`);
	expect(read('rss.xml')).toMatch(/<item>[\s\S]*<link>http/);
});
