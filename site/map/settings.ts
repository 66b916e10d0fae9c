import { boundsOf } from '../browser/project.ts';
import { href } from '../build/base.ts';
import { ground } from '../build/ground.ts';
import { displayAreas } from './areas.ts';

/** What site/map/browser/open-map.ts needs to know, as data attributes of the map's element. */
export function mapSettings(): Record<`data-${string}`, string | undefined> {
	const { map } = ground().site;
	const { south, west, north, east } = boundsOf(displayAreas());
	return {
		'data-counties': href('map/counties.json'),
		'data-bounds': [south, west, north, east].join(),
		'data-key': map.tiandituKey,
		'data-approval': map.approvalNumber,
	};
}
