import type { CountyAreas } from '../../../content/schema/areas.ts';
import { labelPoint } from '../../browser/project.ts';

/** A county as an outline in the units of the sketch. */
export interface Outline {
	adcode: number;
	name: string;
	path: string;
	/** Where a figure of the county stands. */
	middle: { x: number; y: number };
}

/** All counties in one drawing, and how degrees become its units. */
export interface Sketch {
	width: number;
	height: number;
	west: number;
	north: number;
	/** Units per degree of longitude and of latitude. */
	perLon: number;
	perLat: number;
	outlines: Outline[];
}

const width = 400;

/** Draws the counties on an equirectangular plane: good enough for a sketch of a few hundred kilometres. */
export function drawCounties(areas: CountyAreas): Sketch {
	const counties = areas.features.map(({ properties, geometry }) => ({
		...properties,
		geometry,
		rings: geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
	}));
	const points = counties.flatMap(({ rings }) => rings.flat());
	const lons = points.map(([lon]) => lon);
	const lats = points.map(([, lat]) => lat);
	const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
	const perLon = width / (east - west);
	const perLat = perLon / Math.cos((((south + north) / 2) * Math.PI) / 180);
	const middleOf = (geometry: Parameters<typeof labelPoint>[0]) => {
		const { lat, lon } = labelPoint(geometry);
		return { x: Math.round((lon - west) * perLon), y: Math.round((north - lat) * perLat) };
	};
	const spot = (lon: number, lat: number) =>
		`${((lon - west) * perLon).toFixed(1)} ${((north - lat) * perLat).toFixed(1)}`;
	return {
		width,
		height: Math.ceil((north - south) * perLat),
		west,
		north,
		perLon,
		perLat,
		outlines: counties.map(({ adcode, name, geometry, rings }) => ({
			adcode,
			name,
			middle: middleOf(geometry),
			path: rings.map((ring) => `M${ring.map(([lon, lat]) => spot(lon, lat)).join('L')}Z`).join(''),
		})),
	};
}
