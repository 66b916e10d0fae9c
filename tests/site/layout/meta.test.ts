import { describe, expect, it } from 'vitest';
import { Site } from '../../../content/schema/site.ts';
import { governmentTags } from '../../../site/layout/meta.ts';

const page = { url: 'https://gov.test/notices/1/', description: '说明', image: 'https://gov.test/share.png' };
const site = Site.parse({ title: '甲市矿山公开', shortTitle: '矿山公开', description: '说明', hotlines: [] });

describe('the meta tags of a government site', () => {
	it('leave out what the operator has not set, rather than make it up', () => {
		expect(governmentTags(site, page)).toEqual([['SiteName', '甲市矿山公开']]);
	});

	it('name site, domain and code once they are set', () => {
		const known = { ...site, domain: 'gov.test', siteIdCode: '2113000001' };
		expect(Object.fromEntries(governmentTags(known, page))).toMatchObject({
			SiteDomain: 'gov.test',
			SiteIDCode: '2113000001',
		});
	});

	it('give a document its title, date, source and author', () => {
		const article = { title: '通知', published: '2026-05-20', source: '某局', keywords: ['汛期', '尾矿库'] };
		expect(Object.fromEntries(governmentTags(site, { ...page, article }))).toMatchObject({
			ArticleTitle: '通知',
			PubDate: '2026-05-20 00:00',
			ContentSource: '某局',
			Author: '某局',
			Keywords: '汛期,尾矿库',
			Image: 'https://gov.test/share.png',
		});
	});
});
