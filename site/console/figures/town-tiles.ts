import type { TownCount } from '../calls/answers.ts';

/** A township as one square of the map. */
export interface Tile {
	name: string;
	open: number;
	/** 0 for none, then 1 to 3 by the share of the most. */
	shade: number;
}

interface Area {
	adcode: number;
	name: string;
}

/**
 * The townships of each county with their open reports; names that reporters wrote otherwise come last. `elsewhere`
 * are the open reports that name none, only a point.
 */
export function tilesOf(
	counties: readonly (Area & { open: number })[],
	towns: readonly Area[],
	counts: readonly TownCount[],
) {
	const most = Math.max(1, ...counts.map(({ open }) => open));
	return counties.map(({ adcode, name, open: ofCounty }) => {
		const open = new Map(counts.filter((each) => each.adcode === adcode).map((each) => [each.name, each.open]));
		const listed = towns.filter((town) => town.adcode === adcode).map((town) => town.name);
		const others = [...open].filter(([town, count]) => count > 0 && !listed.includes(town)).map(([town]) => town);
		const tiles = [...listed, ...others].map((town): Tile => {
			const count = open.get(town) ?? 0;
			return { name: town, open: count, shade: Math.ceil((3 * count) / most) };
		});
		const placed = tiles.reduce((sum, tile) => sum + tile.open, 0);
		return { adcode, name, tiles, open: ofCounty, elsewhere: ofCounty - placed };
	});
}
