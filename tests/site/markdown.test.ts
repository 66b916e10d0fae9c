import { expect, test } from 'vitest';
import { toHtml, toText } from '../../site/parts/markdown.ts';

const body =
	'## 办理\n\n见[举报页](/report/?pond=a)和[法律](https://example.cn/law)。\n\n| 项 | 数 |\n|---|--:|\n| 甲 | 2 |\n';

test('a text of content becomes a page without inline style, and links of this portal keep the path it is mounted at', () => {
	const html = toHtml(body);
	expect(html).toContain('<a href="/report/?pond=a">举报页</a>和<a href="https://example.cn/law">法律</a>');
	expect(html).toContain('<table class="plain">');
	expect(html).toContain('<td class="number">2</td>');
	expect(html).not.toContain('style=');
});

test('search finds the words of a text, neither its marks nor the addresses it links to', () => {
	expect(toText(body)).toBe('办理 见举报页和法律。 项 数 甲 2');
});
