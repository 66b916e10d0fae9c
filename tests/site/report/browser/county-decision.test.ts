import { describe, expect, it } from 'vitest';
import { ReportInput } from '../../../../api/intake/receive/report-input.ts';
import { toWgs84 } from '../../../../api/routing/datum.ts';
import { locator } from '../../../../api/routing/locate.ts';
import { route } from '../../../../api/routing/route.ts';
import type { Datum } from '../../../../content/facts/datums.ts';
import { parsePlace } from '../../../../content/facts/read-place.ts';
import { loadContent } from '../../../../content/load.ts';
import { type Answers, fieldNames, isDatum, nowhere } from '../../../../site/report/browser/answers.ts';
import { byPassedCounties, decidedCounty, placeConflict } from '../../../../site/report/browser/county-decision.ts';
import { jurisdictionOf } from '../../../../site/report/browser/locate-county.ts';
import { toRequest } from '../../../../site/report/browser/to-request.ts';

const content = loadContent('content');
const locate = locator(content);
const pond = content.ponds.find(({ adcode }) => adcode === 211381);
const mine = content.mines[0];
if (!pond || !mine) throw new Error('a registered pond of 北票市 and a mine are needed here');

const empty = Object.fromEntries(fieldNames.map((name) => [name, ''])) as Answers;
const base = { ...empty, category: 'no-licence', whenKind: 'unknown', description: '夜里有挖机', mode: 'anonymous' };
const words = { ...base, placeWay: 'words', county: 'unsure', place: '东沟' };
const border = { ...base, placeWay: 'typed', coordinates: '41.2, 119.987', datum: 'wgs84' };
const inside = { ...border, coordinates: '41.8021, 120.7762' };
const outside = { ...border, coordinates: '39.9, 116.4' };
const ofPond = { pondId: pond.id, registeredCounty: String(pond.adcode) };
const ofMine = { mineId: mine.id, registeredCounty: String(mine.adcode) };

/** The answers as the place step leaves them once the server has said where the point lies. */
function located(answers: Answers): Answers {
	const parsed = answers.placeWay === 'typed' ? parsePlace(answers.coordinates) : undefined;
	if (!parsed?.ok) return answers;
	const datums: Datum[] = isDatum(answers.datum) ? [answers.datum] : ['wgs84', 'gcj02', 'bd09'];
	const { certain, counties } = jurisdictionOf(datums.map((datum) => locate(toWgs84(parsed, datum))));
	return {
		...answers,
		nearCounties: counties.map(({ adcode }) => adcode).join() || nowhere,
		...(certain && { pickedCounty: String(counties[0]?.adcode) }),
	};
}

/** What the server does with the request that the form makes of these answers. */
function routed(answers: Answers) {
	const { location, ...more } = ReportInput.parse(toRequest(answers));
	return route({ ...more, place: location }, content, locate);
}

const places: Array<[string, Answers]> = [
	['words that say nothing', words],
	['words that name a town', { ...words, place: '宝国老镇东沟' }],
	['words that name a town of two counties', { ...words, place: '城关街道东沟' }],
	['words that name two counties', { ...words, place: '北票市和凌源市之间' }],
	['a county', { ...words, county: '211381' }],
	['a county and its town', { ...words, county: '211381', town: '宝国老镇' }],
	['a county and words of another', { ...words, county: '211381', place: '凌源市东城街道' }],
	['a county and words of both', { ...words, county: '211381', place: '北票市与凌源市交界' }],
	['a pond', { ...words, ...ofPond }],
	['a pond and words of another county', { ...words, ...ofPond, place: '凌源市东城街道' }],
	['a mine', { ...words, ...ofMine }],
	['a point', inside],
	['a point and words of another county', { ...inside, place: '凌源市东城街道' }],
	['a point at a border', border],
	['a point at a border, picked', { ...border, pickedCounty: '211321' }],
	['a point at a border, not sure', { ...border, pickedCounty: 'unsure' }],
	['a point at a border, picked, words of another county', { ...border, pickedCounty: '211321', place: '北票市' }],
	['a point at a border and a pond elsewhere', { ...border, ...ofPond }],
	['a point outside', outside],
	['a point outside and a pond', { ...outside, ...ofPond }],
	['a point outside and words', { ...outside, place: '凌源市' }],
	['a point of unknown datum', { ...inside, datum: 'unknown' }],
	['a point of unknown datum at a border', { ...border, datum: 'unknown' }],
	['a point of unknown datum at a border, picked', { ...border, datum: 'unknown', pickedCounty: '211324' }],
	['a point of unknown datum at a border, and words', { ...border, datum: 'unknown', place: '朝阳县' }],
];

describe.each(places)('the form says what the server does: %s', (_, answers) => {
	const filled = located(answers);

	it('who handles it', () => {
		const { code, county } = routed(filled);
		expect(placeConflict(filled, content) !== undefined).toBe(code === 'contradiction');
		if (code !== 'contradiction') expect(decidedCounty(filled, content)?.adcode).toBe(county?.adcode);
	});

	it('who never sees it, where the reporter wishes the county by-passed', () => {
		const { avoided, county } = routed({ ...filled, avoidCounty: 'yes' });
		const all = content.units.counties.map(({ adcode }) => adcode);
		const said = byPassedCounties(filled, content);
		expect(said.length > 0 ? said : all).toEqual(avoided);
		expect(county).toBeNull();
	});
});
