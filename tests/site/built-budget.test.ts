import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { read, readingPages } from './built-site.ts';

const path = (url: string): string => url.slice(url.indexOf('assets/'));

function parts(html: string): { styles: string[]; scripts: string[] } {
	return {
		styles: [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, url = '']) => path(url)),
		scripts: [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, url = '']) => path(url)),
	};
}

it.each(readingPages.map(({ file, html }) => [file, html] as const))(
	'%s comes in at most 4 requests and 40 KB over the wire, with one script of at most 1 KB',
	(_file, html) => {
		const { styles, scripts } = parts(html);
		const pictures = html.match(/<img /g) ?? [];
		// The page, its style sheets and scripts, and the icon.
		expect(2 + styles.length + scripts.length + pictures.length).toBeLessThanOrEqual(4);
		expect(scripts).toHaveLength(1);
		expect(Buffer.byteLength(read(scripts[0] ?? ''))).toBeLessThanOrEqual(1024);
		const wire = [html, ...[...styles, ...scripts].map(read)].map((text) => gzipSync(text).length);
		expect(wire.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(40 * 1024);
	},
);
