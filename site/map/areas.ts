import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CountyAreas } from '../../content/schema/areas.ts';
import { ground } from '../build/ground.ts';

let drawn: CountyAreas | undefined;

/**
 * County outlines for drawing. content/areas/counties.display.geojson is the simplified copy;
 * without it the exact polygons are drawn, which only costs bytes.
 */
export function displayAreas(): CountyAreas {
	drawn ??= read() ?? ground().areas.counties;
	return drawn;
}

function read(): CountyAreas | undefined {
	try {
		const file = join(process.env.CONTENT_DIR || './content', 'areas/counties.display.geojson');
		return CountyAreas.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}
