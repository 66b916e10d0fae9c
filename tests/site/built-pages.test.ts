import { describe, expect, it } from 'vitest';
import { loadContent } from '../../content/load.ts';
import { pages } from './built-site.ts';

const each = pages.map((page) => [page.file, page.html] as const);

describe.each(each)('%s', (_file, html) => {
	it('has a title, a description, one h1, the language and the name of the site', () => {
		expect(html).toMatch(/<html lang="zh-CN"/);
		expect(html).toMatch(/<title>[^<]+<\/title>/);
		expect(html).toMatch(/<meta name="description" content="[^"]{8,}"/);
		expect(html).toMatch(/<meta name="SiteName" content="[^"]+"/);
		expect(html.match(/<h1[\s>]/g)).toHaveLength(1);
	});

	it('runs under the strict policy: no inline script, style or handler, nothing from another host', () => {
		expect(html).not.toMatch(/<style/);
		expect(html).not.toMatch(/\sstyle="/);
		expect(html).not.toMatch(/\son[a-z]+="/);
		for (const [tag, body] of html.matchAll(/<script[^>]*>([^<]*)/g)) {
			expect(tag).toMatch(/\ssrc="/);
			expect(body?.trim()).toBe('');
		}
		expect(html).not.toMatch(/<(script|link rel="(stylesheet|icon)"|img|iframe|source)[^>]+(src|href)="(https?:)?\/\//);
	});

	it('names no element twice and skips no heading level', () => {
		const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
		expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
		const levels = [...html.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
		expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
	});

	it('is written with Chinese commas and without exclamation marks', () => {
		const text = html.replace(/<[^>]+>/g, ' ');
		expect(text).not.toMatch(/[\u4e00-\u9fff],[\u4e00-\u9fff]/);
		expect(text).not.toMatch(/！/);
	});
});

describe('made-up entries', () => {
	const content = loadContent('content');
	const demo = [
		...content.ponds.map(({ id, demo }) => ({ path: `ponds/${id}/`, demo })),
		...content.results.map(({ id, demo }) => ({ path: `results/${id}/`, demo })),
		...content.notices.map(({ id, demo }) => ({ path: `notices/${id}/`, demo })),
	].filter(({ demo }) => demo);

	it.each(demo.map(({ path }) => path))('are marked as such at %s', (path) => {
		expect(pages.find(({ file }) => file === `${path}index.html`)?.html).toContain('演示数据');
	});

	it('are marked on every page that links to one', () => {
		for (const { file, html } of pages) {
			const shows = demo.some(({ path }) => html.includes(`/${path}"`));
			if (shows) expect(html, file).toContain('演示数据');
		}
	});

	it('put no mark on the page of a real pond', () => {
		const real = content.ponds.find(({ demo }) => !demo);
		expect(pages.find(({ file }) => file === `ponds/${real?.id}/index.html`)?.html).not.toContain('演示数据');
	});
});
