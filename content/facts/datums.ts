/** Geodetic datums of the coordinates people have: phone, 天地图, 高德 and 腾讯, 百度. The server converts them. */
export const datums = ['wgs84', 'cgcs2000', 'gcj02', 'bd09'] as const;
export type Datum = (typeof datums)[number];

/** Datums as the trade calls them. */
export const datumNames: Record<Datum, string> = {
	wgs84: 'WGS-84',
	cgcs2000: 'CGCS2000',
	gcj02: 'GCJ-02',
	bd09: 'BD-09',
};
