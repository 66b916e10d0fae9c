import { HtmlValidate, type Message } from 'html-validate';
import { expect, it } from 'vitest';
import { pages } from './built-site.ts';

const validator = new HtmlValidate({
	root: true,
	extends: ['html-validate:recommended'],
	// On a phone the tables are laid out as blocks, which takes their meaning away: the roles give it back.
	rules: { 'no-redundant-role': 'off' },
});

const faults = async (html: string): Promise<Message[]> =>
	(await validator.validateString(html)).results.flatMap(({ messages }) => messages);

it('every page is valid HTML', async () => {
	const found: string[] = [];
	for (const { file, html } of pages) {
		for (const { ruleId, message, offset } of await faults(html)) {
			found.push(`${file}: ${ruleId}: ${message} at ${html.slice(offset - 20, offset + 60)}`);
		}
	}
	expect(found).toEqual([]);
});

it('a page that is not is told apart', async () => {
	const [page] = pages;
	const broken = page?.html.replace('<main', '<p><main').replace('</h1>', '') ?? '';
	expect((await faults(broken)).map(({ ruleId }) => ruleId)).toContain('close-order');
});
