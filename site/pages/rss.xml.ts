import rss from '@astrojs/rss';
import { absolute } from '../base.ts';
import { content } from '../content.ts';

/** The newest notices and results, for those who do not want to come and look. */
export function GET() {
	const { site, notices, results } = content();
	const entries = [
		...notices.map(({ id, title, published, summary }) => ({ title, day: published, path: `notices/${id}/`, summary })),
		...results
			.filter(({ withdrawn }) => !withdrawn)
			.map(({ id, title, published, problem }) => ({
				title,
				day: published,
				path: `results/${id}/`,
				summary: problem,
			})),
	].sort((a, b) => b.day.localeCompare(a.day));
	return rss({
		title: site.title,
		description: site.description,
		site: absolute(),
		customData: '<language>zh-CN</language>',
		items: entries.slice(0, 50).map(({ title, day, path, summary }) => ({
			title,
			description: summary,
			link: absolute(path),
			pubDate: new Date(`${day}T00:00:00+08:00`),
		})),
	});
}
