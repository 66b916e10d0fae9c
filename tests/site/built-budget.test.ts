import { expect, it } from 'vitest';
import { builtSite } from '../../site/build/checks/built-site.ts';
import { faultsOf } from '../../site/build/checks/checked-build.ts';
import { pages, siteDir } from './built-site.ts';

it('every reading page comes in 4 requests and 40 KB, the form in 60 KB, and no link is dead', () => {
	const files = pages.map(({ file }) => file);
	expect(files).toContain('report/index.html');
	expect(faultsOf(builtSite(siteDir, '/'), files)).toEqual([]);
});
