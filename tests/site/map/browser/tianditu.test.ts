import { expect, it } from 'vitest';
import { tileHosts, tileUrl } from '../../../../site/map/browser/tianditu.ts';

it.each(['vec', 'cva', 'img', 'cia'] as const)('tiles of %s are asked for as WMTS of 天地图 with the key', (layer) => {
	const filled = tileUrl(layer, 'k&y')
		.replace('{s}', tileHosts[0] ?? '')
		.replace('{x}', '55')
		.replace('{y}', '24')
		.replace('{z}', '6');
	const url = new URL(filled);
	expect(url.protocol).toBe('https:');
	expect(url.hostname).toMatch(/^t[0-7]\.tianditu\.gov\.cn$/);
	expect(url.pathname).toBe(`/${layer}_w/wmts`);
	expect(Object.fromEntries(url.searchParams)).toMatchObject({
		SERVICE: 'WMTS',
		REQUEST: 'GetTile',
		LAYER: layer,
		TILEMATRIXSET: 'w',
		TILECOL: '55',
		TILEROW: '24',
		TILEMATRIX: '6',
		tk: 'k&y',
	});
});
