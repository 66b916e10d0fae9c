/**
 * What stands between each `opening` and the next quotation mark. Looked for by plain search, not by a pattern:
 * a site has tens of thousands of pages with a hundred links each.
 */
export function valuesAfter(html: string, opening: string): string[] {
	const values: string[] = [];
	for (let at = html.indexOf(opening); at !== -1; at = html.indexOf(opening, at)) {
		at += opening.length;
		values.push(html.slice(at, html.indexOf('"', at)));
	}
	return values;
}
