import { expect, test } from 'vitest';
import { httpsAddress } from '../../../site/browser/to-https.ts';

const here = { protocol: 'http:', pathname: '/zt/report/', search: '?pond=demo-01', hash: '#a' };

test('a page that came without https is left for the same one with it, where the portal has it', () => {
	const portal = 'https://kuang.example.gov.cn/zt/report/';
	expect(httpsAddress(here, portal)).toBe('https://kuang.example.gov.cn/zt/report/?pond=demo-01#a');
	expect(httpsAddress({ ...here, protocol: 'https:' }, portal)).toBeUndefined();
	expect(httpsAddress(here, 'http://127.0.0.1:8080/zt/report/')).toBeUndefined();
});
