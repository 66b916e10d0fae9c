import type { Content } from '../../content/content.ts';
import { countiesOf, type NamedArea } from '../../content/facts/area-name.ts';
import type { Datum } from '../../content/facts/datums.ts';
import { countyOf, entryOf, unitOf } from '../../content/facts/look-up.ts';
import { contradicts, countiesInWords, placeInWords } from '../../content/facts/place-in-words.ts';
import type { Point } from '../../content/schema/common.ts';
import type { Unit } from '../../content/schema/rules.ts';
import type { reports } from '../../db/schema/reports.ts';
import { avoidedCounties, type ByPassWish } from './avoided-counties.ts';
import { toWgs84 } from './datum.ts';
import type { Locate, Location } from './locate.ts';

/** Basis of the routing decision. */
export type RouteCode = (typeof reports.$inferSelect)['routeCode'];

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
	county: NamedArea | null;
	unit: Unit;
	/** The town that the place in words names, where it is known by that alone. */
	town: string | null;
	point: Point | null;
	/** Counties that come into question, for the city to choose from. */
	candidates: Array<NamedArea & { distanceM: number }>;
	/** Counties that must never see it, as codes; empty where the reporter wishes none. */
	avoided: number[];
}

export interface Question extends ByPassWish {
	place: Place;
	category: string;
	/** Registered pond it is about. */
	pondId?: string | undefined;
	/** Registered mine it is about: it says which county may be meant, and decides nothing. */
	mineId?: string | undefined;
}

/** Decides county and unit by place, pond and category. Pure: the same question gets the same answer. */
export function route(question: Question, content: Content, locate: Locate): Route {
	const located = locatePlace(question.place, locate);
	const { code, county, town = null } = decideCounty(question, located, content);
	const near = located ? candidatesOf(located) : [];
	const avoided = avoidedCounties(question, placeEvidence(question, county, near, content), content);
	const base = { point: located?.point ?? null, town, avoided };
	const desk = { county: null, unit: cityDesk(content) };
	if (code === 'contradiction') return { ...base, ...desk, code, candidates: inQuestion(question, near, content) };
	if (!county) return { ...base, ...desk, code, candidates: near };
	if (avoided.includes(county.adcode)) {
		const accused = { ...county, distanceM: 0 };
		const others = near.filter((candidate) => candidate.adcode !== county.adcode);
		return { ...base, ...desk, candidates: [accused, ...others], code: 'avoid' };
	}
	return { ...base, code, county, candidates: near, unit: unitFor(content, county.adcode, question.category) };
}

function placeEvidence(question: Question, county: NamedArea | null, candidates: NamedArea[], content: Content) {
	const { place, pondId, mineId } = question;
	const mine = entryOf(content.mines, mineId);
	const registered = [countyOfPond(pondId, content)?.adcode, mine?.adcode].filter((adcode) => adcode !== undefined);
	return { county, candidates, adcode: place.adcode, registered, words: wordsOf(place) };
}

/** The counties between which the words and the rest disagree. */
function inQuestion({ place, pondId }: Question, near: Route['candidates'], content: Content): Route['candidates'] {
	const evidence = [
		...near.map(({ adcode }) => adcode),
		...(near.length > 0 ? [] : [place.adcode]),
		countyOfPond(pondId, content)?.adcode,
		...countiesInWords(wordsOf(place), content),
	];
	const distanceOf = (adcode: number) => near.find((each) => each.adcode === adcode)?.distanceM ?? 0;
	const codes = evidence.filter((adcode) => adcode !== undefined);
	return countiesOf(content, codes).map((county) => ({ ...county, distanceM: distanceOf(county.adcode) }));
}

function wordsOf({ town, place }: Place): string {
	return [town, place].filter(Boolean).join(' ');
}

function locatePlace(place: Place, locate: Locate): Location | null {
	if (place.lat === undefined || place.lon === undefined) return null;
	return locate(toWgs84({ lat: place.lat, lon: place.lon }, place.datum ?? 'wgs84'));
}

type Decided = Pick<Route, 'code' | 'county'> & { town?: string | null };

function decideCounty(question: Question, located: Location | null, content: Content): Decided {
	const decided = located ? countyByPoint(question, located, content) : countyByName(question, content);
	if (!decided.county) return decided;
	const { place, pondId } = question;
	const claimed = [decided.county, countyOfPond(pondId, content)].flatMap((county) => county?.adcode ?? []);
	const parts = [place.town ?? '', place.place ?? ''];
	// One of them is wrong, and in the wrong county the report might reach the accused.
	const wrong = claimed.some((adcode) => contradicts(parts, adcode, content));
	return wrong ? { code: 'contradiction', county: null } : decided;
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
	const named = namedCounty(content, place.adcode);
	if (named) return { code: 'named', county: named };
	const pond = countyOfPond(pondId, content);
	if (pond) return { code: 'pond', county: pond };
	const words = placeInWords(wordsOf(place), content);
	return words ? { code: 'words', ...words } : { code: 'unplaced', county: null };
}

function countyOfPond(id: string | undefined, content: Content): NamedArea | null {
	return namedCounty(content, entryOf(content.ponds, id)?.adcode);
}

function namedCounty(content: Content, adcode: number | undefined): NamedArea | null {
	const county = countyOf(content, adcode);
	return county ? { adcode: county.adcode, name: county.name } : null;
}

function candidatesOf({ county, alternatives }: Location): Route['candidates'] {
	return county ? [{ ...county, distanceM: 0 }, ...alternatives] : alternatives;
}

/** The office of a county (or of the city) that leads a category. Content checks that counties have one each. */
export function unitFor(content: Content, adcode: number, category: string): Unit {
	const department = entryOf(content.categories, category)?.department;
	const unit = content.units.units.find((unit) => unit.adcode === adcode && unit.department === department);
	return unit ?? cityDesk(content);
}

/** The city's office for reports that no county may have. */
export function cityDesk(content: Content): Unit {
	const desk = unitOf(content, content.units.city.desk);
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
		contradiction: `写明的地点与坐标、选择的县区或者尾矿库不一致（${names}），须由市级核对后确定承办单位。`,
		avoid: '举报人要求当地回避，由市级直接办理，被回避的县区看不到这件举报。',
	};
	return sentences[code];
}
