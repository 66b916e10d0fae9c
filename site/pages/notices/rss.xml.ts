import { content } from '../../build/content.ts';
import { noticeEntries } from '../../feeds/entries.ts';
import { feed } from '../../feeds/feed.ts';
import { columns } from '../../layout/nav.ts';

export const GET = () =>
	feed(`${columns.notices.name} - ${content().site.title}`, columns.notices.description, noticeEntries());
