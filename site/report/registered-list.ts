import { countyOf } from '../../content/facts/look-up.ts';
import { content } from '../build/content.ts';
import type { Registered } from './browser/registered.ts';

/** Ponds and mines by as much as the report form needs to find one and fill in its place. */
export function registeredList(): Registered[] {
	const { ponds, mines } = content();
	const countyName = (adcode: number) => countyOf(content(), adcode)?.name ?? '';
	return [
		...ponds.map(({ id, name, formerNames, company, adcode, town, village, point }) => ({
			kind: 'pond' as const,
			id,
			name,
			otherNames: formerNames,
			company,
			adcode,
			county: countyName(adcode),
			town,
			village,
			point,
		})),
		...mines.map(({ id, name, otherNames, adcode, point, source, licence, asOf }) => ({
			kind: 'mine' as const,
			id,
			name,
			otherNames,
			adcode,
			county: countyName(adcode),
			point,
			source: `${source}${licence ? `（${licence}）` : ''}，${asOf}`,
		})),
	];
}
