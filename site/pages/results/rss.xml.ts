import { content } from '../../build/content.ts';
import { resultEntries } from '../../feeds/entries.ts';
import { feed } from '../../feeds/feed.ts';
import { columns } from '../../layout/nav.ts';

export const GET = () =>
	feed(`${columns.results.name} - ${content().site.title}`, columns.results.description, resultEntries());
