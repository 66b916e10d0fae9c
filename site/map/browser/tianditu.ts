/** Layers of 天地图 in web Mercator: map and its names, picture and its names. */
export type TileLayerName = 'vec' | 'cva' | 'img' | 'cia';

/** Its eight hosts. */
export const tileHosts = ['0', '1', '2', '3', '4', '5', '6', '7'];

/** Address of a layer's tiles (WMTS), with Leaflet's place holders for host, column, row and zoom. */
export function tileUrl(layer: TileLayerName, key: string): string {
	const query = [
		'SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0',
		`LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles`,
		'TILECOL={x}&TILEROW={y}&TILEMATRIX={z}',
		`tk=${encodeURIComponent(key)}`,
	];
	return `https://t{s}.tianditu.gov.cn/${layer}_w/wmts?${query.join('&')}`;
}
