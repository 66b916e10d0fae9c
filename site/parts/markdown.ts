import { defineHastPlugin, type HastNode, markdownToHast, markdownToHtml } from 'satteri';
import { href } from '../build/base.ts';

const fromRoot = /^\/(?!\/)/;

/** Links that start with a slash are addresses of this portal and get the path it is mounted at. */
const ownLinks = defineHastPlugin({
	name: 'own-links',
	element: {
		filter: ['a', 'img'],
		visit(node, ctx) {
			for (const key of ['href', 'src']) {
				const address = node.properties[key];
				if (typeof address === 'string' && fromRoot.test(address)) ctx.setProperty(node, key, href(address));
			}
		},
	},
});

/** Tables look like ours. Cells say by a class that they hold numbers: the policy allows no inline style. */
const ownTables = defineHastPlugin({
	name: 'own-tables',
	element: [
		{ filter: ['table'], visit: (node, ctx) => ctx.setProperty(node, 'className', ['plain']) },
		{
			filter: ['td', 'th'],
			visit(node, ctx) {
				const { style } = node.properties;
				if (style === undefined) return;
				if (/right/.test(String(style))) ctx.setProperty(node, 'className', ['number']);
				ctx.setProperty(node, 'style', null);
			},
		},
	],
});

/** Markdown of content/ as HTML. */
export function toHtml(body: string): string {
	const made = markdownToHtml(body, { hastPlugins: [ownLinks, ownTables] });
	if (made instanceof Promise) throw new Error('plugins that wait are not meant here');
	return made.html;
}

/** The words of a text in Markdown, without its marks and without the addresses it links to. */
export function toText(body: string): string {
	return wordsIn(markdownToHast(body)).replace(/\s+/g, ' ').trim();
}

function wordsIn(node: HastNode): string {
	if (node.type === 'text') return node.value;
	return 'children' in node ? node.children.map((child) => wordsIn(child)).join('') : '';
}
