import { absolute, href } from '../build/base.ts';

/** Everything public may be read; the API and the console are not pages. */
export const GET = () =>
	new Response(
		[
			'User-agent: *',
			`Disallow: ${href('api/')}`,
			`Disallow: ${href('console/')}`,
			`Sitemap: ${absolute('sitemap-index.xml')}`,
			'',
		].join('\n'),
	);
