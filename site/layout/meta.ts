import type { Site } from '../../content/schema/site.ts';
import type { Column } from './nav.ts';

/** What a document page adds to the government meta tags. */
export interface Article {
	title: string;
	/** `YYYY-MM-DD`. */
	published: string;
	source: string;
	author?: string;
	keywords?: string[];
}

/** One meta tag: name and content. */
export type Tag = [name: string, content: string];

/**
 * The meta tags that the national rules ask of every government page (site), of column pages and of articles.
 * Facts the operator has not set are left out: a made-up code would be a forgery.
 */
export function governmentTags(
	site: Site,
	page: { url: string; description: string; image: string; column?: Column; article?: Article },
): Tag[] {
	const tags: Tag[] = [['SiteName', site.title]];
	if (site.domain) tags.push(['SiteDomain', site.domain]);
	if (site.siteIdCode) tags.push(['SiteIDCode', site.siteIdCode]);
	const { column, article } = page;
	if (column) {
		tags.push(['ColumnName', column.name], ['ColumnDescription', column.description]);
		tags.push(['ColumnKeywords', column.keywords], ['ColumnType', column.type]);
	}
	if (article) {
		tags.push(['ArticleTitle', article.title], ['PubDate', `${article.published} 00:00`]);
		tags.push(['ContentSource', article.source], ['Author', article.author ?? article.source]);
		if (article.keywords?.length) tags.push(['Keywords', article.keywords.join(',')]);
		tags.push(['Description', page.description], ['Image', page.image], ['Url', page.url]);
	}
	return tags;
}
