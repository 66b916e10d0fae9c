import { absolute } from '../build/base.ts';
import { content } from '../build/content.ts';
import { today } from '../build/today.ts';

/** How the published data may be used. */
export const terms = '可以查阅和再利用，请注明来源和数据日期。标有演示数据的记录不得作为事实引用。';

/** What stands around every open data file: who publishes it, on which day, under which schema. */
export function envelope<T>(name: string, items: T[]) {
	return {
		$schema: absolute(`data/schema/${name}.schema.json`),
		schemaVersion: 1,
		publisher: content().site.title,
		generated: today,
		terms,
		documentation: absolute('data/'),
		count: items.length,
		items,
	};
}

/** An answer with the right type for a static data file. */
export function file(body: string, type: string): Response {
	return new Response(body, { headers: { 'content-type': `${type}; charset=utf-8` } });
}

/** JSON one line an entry: small on the wire, and two versions can be compared line by line. */
export function json(data: { items: unknown[] } & Record<string, unknown>): string {
	const { items, ...head } = data;
	const lines = items.map((item) => JSON.stringify(item));
	return `${JSON.stringify(head, null, '\t').slice(0, -2)},\n\t"items": [\n${lines.join(',\n')}\n\t]\n}\n`;
}
