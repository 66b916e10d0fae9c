import rss from '@astrojs/rss';
import { absolute } from '../build/base.ts';

/** One entry of a feed. */
export interface FeedEntry {
	title: string;
	/** `YYYY-MM-DD`. */
	day: string;
	/** Address from the portal's root. */
	path: string;
	summary: string;
}

/** Entries that a reader of feeds is given at once. */
const longest = 50;

/** The newest entries as RSS. */
export function feed(title: string, description: string, entries: FeedEntry[]): Promise<Response> {
	return rss({
		title,
		description,
		site: absolute(),
		customData: '<language>zh-CN</language>',
		items: entries
			.toSorted((a, b) => b.day.localeCompare(a.day))
			.slice(0, longest)
			.map(({ title, day, path, summary }) => ({
				title,
				description: summary,
				link: absolute(path),
				pubDate: new Date(`${day}T00:00:00+08:00`),
			})),
	});
}
