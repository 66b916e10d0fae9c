import { content } from '../build/content.ts';
import { noticeEntries, resultEntries } from '../feeds/entries.ts';
import { feed } from '../feeds/feed.ts';

/** The newest notices and results, for those who do not want to come and look. */
export function GET() {
	const { title, description } = content().site;
	return feed(title, description, [...noticeEntries(), ...resultEntries()]);
}
