import { content } from '../../content.ts';
import type { ListedPond } from '../../scripts/report/pond-list.ts';

/** The ponds by as much as the report form needs to find one and fill in its place. Loaded only when asked for. */
export function GET(): Response {
	const { ponds, units } = content();
	const countyName = (adcode: number) => units.counties.find((county) => county.adcode === adcode)?.name ?? '';
	const list = ponds.map(
		(pond): ListedPond => ({
			id: pond.id,
			name: pond.name,
			formerNames: pond.formerNames,
			company: pond.company,
			adcode: pond.adcode,
			county: countyName(pond.adcode),
			town: pond.town,
			village: pond.village,
			point: pond.point,
		}),
	);
	return Response.json(list);
}
