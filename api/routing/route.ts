import type { NamedCounty } from '../../content/county-shapes.ts';
import type { Content } from '../../content/load.ts';
import type { Point } from '../../content/schema/common.ts';
import type { Unit } from '../../content/schema/rules.ts';
import { type Datum, toWgs84 } from './datum.ts';
import type { Locate, Location } from './locate.ts';
import { placeInWords } from './words.ts';

/** Why a report went where it went. */
export type RouteCode =
	/** The point lies clearly inside one county. */
	| 'point'
	/** The point is near a border and the reporter picked one of the counties there. */
	| 'picked'
	/** No point; the reporter named the county. */
	| 'named'
	/** The registered pond it is about lies in one county, and the point, if any, does not say otherwise. */
	| 'pond'
	/** Neither point nor county; the place in words names towns of one county. */
	| 'words'
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
	/** Town and place as the reporter wrote them. */
	town?: string | undefined;
	place?: string | undefined;
}

/** The decision with everything it was based on. */
export interface Route {
	code: RouteCode;
	/** Null: the city's queue. */
	county: NamedCounty | null;
	unit: Unit;
	/** The town that the place in words names, where it is known by that alone. */
	town: string | null;
	point: Point | null;
	/** Counties that come into question, for the city to choose from. */
	candidates: Array<NamedCounty & { distanceM: number }>;
}

export interface Question {
	place: Place;
	category: string;
	/** Registered pond it is about. */
	pondId?: string | undefined;
	avoidCounty: boolean;
}

/** Decides county and unit by place, pond and category. Pure: the same question gets the same answer. */
export function route(question: Question, content: Content, locate: Locate): Route {
	const located = locatePlace(question.place, locate);
	const { code, county, town = null } = decideCounty(question, located, content);
	const candidates = located ? candidatesOf(located) : [];
	const base = { point: located?.point ?? null, candidates, town };
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

type Decided = Pick<Route, 'code' | 'county'> & { town?: string | null };

function decideCounty(question: Question, located: Location | null, content: Content): Decided {
	return located ? countyByPoint(question, located, content) : countyByName(question, content);
}

function countyByPoint({ place, pondId }: Question, located: Location, content: Content): Decided {
	if (!located.nearBorder) return { code: located.county ? 'point' : 'outside', county: located.county };
	const near = candidatesOf(located);
	const picked = near.find((candidate) => candidate.adcode === place.adcode);
	if (picked) return { code: 'picked', county: { adcode: picked.adcode, name: picked.name } };
	const pond = countyOfPond(pondId, content);
	if (near.some((candidate) => candidate.adcode === pond?.adcode)) return { code: 'pond', county: pond };
	return { code: located.county ? 'border' : 'outside', county: null };
}

function countyByName({ place, pondId }: Question, content: Content): Decided {
	const named = countyOf(place.adcode, content);
	if (named) return { code: 'named', county: named };
	const pond = countyOfPond(pondId, content);
	if (pond) return { code: 'pond', county: pond };
	const words = placeInWords([place.town, place.place].filter(Boolean).join(' '), content);
	return words ? { code: 'words', ...words } : { code: 'unplaced', county: null };
}

function countyOfPond(id: string | undefined, content: Content): NamedCounty | null {
	return countyOf(content.ponds.find((pond) => pond.id === id)?.adcode, content);
}

function countyOf(adcode: number | undefined, { units }: Content): NamedCounty | null {
	const county = units.counties.find((each) => each.adcode === adcode);
	return county ? { adcode: county.adcode, name: county.name } : null;
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
		pond: `举报涉及的尾矿库登记在${county}，按属地管理转办。`,
		words: `没有坐标，也没有选择县区；写明的地点属于${county}，按属地管理转办。`,
		border: `坐标靠近县界（${names}），须由市级确定承办县区。`,
		outside: '坐标不在本市各县区境内，须由市级研判。',
		unplaced: '没有坐标，也没有选择县区，须由市级研判。',
		avoid: `举报人反映当地有关人员牵涉其中（${names}），由市级直接处理，相关县区不可见。`,
	};
	return sentences[code];
}
