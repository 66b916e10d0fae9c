import type { NamedCounty } from '../../content/county-shapes.ts';
import type { Content } from '../../content/load.ts';
import type { Point } from '../../content/schema/common.ts';
import type { Unit } from '../../content/schema/rules.ts';
import { type Datum, toWgs84 } from './datum.ts';
import type { Locate, Location } from './locate.ts';

/** Why a report went where it went. */
export type RouteCode =
	/** The point lies clearly inside one county. */
	| 'point'
	/** The point is near a border and the reporter picked one of the counties there. */
	| 'picked'
	/** No point; the reporter named the county. */
	| 'named'
	/** City's queue: near a border, not picked. */
	| 'border'
	/** City's queue: the point lies in no county of the city. */
	| 'outside'
	/** City's queue: neither point nor county. */
	| 'unplaced'
	/** City's queue: the reporter says somebody of the county is involved. */
	| 'avoid';

export interface Place {
	lat?: number | undefined;
	lon?: number | undefined;
	datum?: Datum | undefined;
	/** County named by the reporter. */
	adcode?: number | undefined;
}

/** The decision with everything it was based on. */
export interface Route {
	code: RouteCode;
	/** Null: the city's queue. */
	county: NamedCounty | null;
	unit: Unit;
	point: Point | null;
	/** Counties that come into question, for the city to choose from. */
	candidates: Array<NamedCounty & { distanceM: number }>;
}

export interface Question {
	place: Place;
	category: string;
	avoidCounty: boolean;
}

/** Decides county and unit by place and category. Pure: the same question gets the same answer. */
export function route(question: Question, content: Content, locate: Locate): Route {
	const located = locatePlace(question.place, locate);
	const { code, county } = decideCounty(question.place, located, content);
	const candidates = located ? candidatesOf(located) : [];
	const base = { point: located?.point ?? null, candidates };
	if (!county) return { ...base, code, county: null, unit: cityDesk(content) };
	if (question.avoidCounty) {
		const accused = { ...county, distanceM: 0 };
		const others = candidates.filter((candidate) => candidate.adcode !== county.adcode);
		return { ...base, candidates: [accused, ...others], code: 'avoid', county: null, unit: cityDesk(content) };
	}
	return { ...base, code, county, unit: unitFor(content, county.adcode, question.category) };
}

function locatePlace(place: Place, locate: Locate): Location | null {
	if (place.lat === undefined || place.lon === undefined) return null;
	return locate(toWgs84({ lat: place.lat, lon: place.lon }, place.datum ?? 'wgs84'));
}

function decideCounty(
	place: Place,
	located: Location | null,
	content: Content,
): { code: RouteCode; county: NamedCounty | null } {
	if (!located) {
		const named = content.units.counties.find((county) => county.adcode === place.adcode);
		if (!named) return { code: 'unplaced', county: null };
		return { code: 'named', county: { adcode: named.adcode, name: named.name } };
	}
	if (!located.nearBorder) return { code: located.county ? 'point' : 'outside', county: located.county };
	const picked = candidatesOf(located).find((candidate) => candidate.adcode === place.adcode);
	if (!picked) return { code: located.county ? 'border' : 'outside', county: null };
	return { code: 'picked', county: { adcode: picked.adcode, name: picked.name } };
}

function candidatesOf({ county, alternatives }: Location): Route['candidates'] {
	return county ? [{ ...county, distanceM: 0 }, ...alternatives] : alternatives;
}

/** The office of a county (or of the city) that leads a category. Content checks that counties have one each. */
export function unitFor(content: Content, adcode: number, category: string): Unit {
	const department = content.categories.find((each) => each.id === category)?.department;
	const unit = content.units.units.find((unit) => unit.adcode === adcode && unit.department === department);
	return unit ?? cityDesk(content);
}

/** The city's office that keeps what nobody else may keep. */
export function cityDesk({ units }: Content): Unit {
	const desk = units.units.find((unit) => unit.id === units.city.desk);
	if (!desk) throw new Error('units.city.desk was not checked');
	return desk;
}

/** The decision in one sentence, for staff. */
export function explainRoute(code: RouteCode, county: string | null, candidates: Array<{ name: string }>): string {
	const names = candidates.map((candidate) => candidate.name).join('、');
	const sentences: Record<RouteCode, string> = {
		point: `坐标位于${county}境内，按属地管理转办。`,
		picked: `坐标靠近县界（${names}），举报人选择由${county}办理。`,
		named: `举报人填写的所在地为${county}，没有坐标。`,
		border: `坐标靠近县界（${names}），须由市级确定承办县区。`,
		outside: '坐标不在本市各县区境内，须由市级研判。',
		unplaced: '没有坐标，也没有选择县区，须由市级研判。',
		avoid: `举报人反映当地有关人员牵涉其中（${names}），由市级直接处理，相关县区不可见。`,
	};
	return sentences[code];
}
