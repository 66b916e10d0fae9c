import { href } from '../base.ts';
import { content } from '../content.ts';
import { displayAreas } from './areas.ts';
import { boundsOf } from './project.ts';

/** What site/scripts/map/open-map.ts needs to know, as data attributes of the map's element. */
export function mapSettings(): Record<`data-${string}`, string | undefined> {
	const { map } = content().site;
	const { south, west, north, east } = boundsOf(displayAreas());
	return {
		'data-counties': href('map/counties.json'),
		'data-bounds': [south, west, north, east].join(),
		'data-key': map.tiandituKey,
		'data-approval': map.approvalNumber,
	};
}
