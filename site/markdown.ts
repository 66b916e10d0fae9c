import { markdownToHtml } from 'satteri';
import { href } from './base.ts';

/**
 * Markdown of content/ as HTML. Links that start with a slash are addresses of this portal and get the path it is
 * mounted at. Cell alignment, which Markdown writes as inline style, becomes a class: the policy allows no inline style.
 */
export function toHtml(body: string): string {
	return markdownToHtml(body)
		.html.replace(/(href|src)="\/(?!\/)/g, (_, attribute: string) => `${attribute}="${href()}`)
		.replace(/ style="text-align: ?right;?"/g, ' class="number"')
		.replace(/ style="[^"]*"/g, '')
		.replace(/<table>/g, '<table class="plain">');
}
