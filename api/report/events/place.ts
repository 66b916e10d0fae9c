import type { OtherEvent } from './event.ts';
import { noPublicText } from './public-text.ts';

/** Staff name the place, or put the point right. */
export const place: OtherEvent<'place'> = {
	id: 'place',
	name: '补正地点',
	aboutMove: false,
	by: { part: 'handler' },
	shows: [
		{ name: 'name', label: '地点名称' },
		{ name: 'point', label: '坐标' },
	],
	conversation: false,
	reporterReads: noPublicText('Where staff look could warn whoever is reported.'),
};
