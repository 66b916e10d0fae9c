import type { Finding } from './finding.ts';
import type { Folded } from './fold.ts';
import { type Match, matches } from './matches.ts';

const decimal = /(?<![\d.])\d{2,3}[.。·点]\d{2,9}(?!\d)/g;
const minutes = /(?<!\d)\d{2,3}[°度˚º]\d{1,2}(?:\.\d{1,6})?[′'’分`](?:\d{1,2}(?:\.\d{1,6})?[″"”秒′']{0,2})?/g;
const plane =
	/(?<!\d)[2-5]\d{6}(?:\.\d{1,4})?[^a-z0-9\u4e00-\u9fff]{1,4}(?:[yx](?:坐标)?[=:])?(?:[2-4]\d|1[3-9])?\d{6}(?:\.\d{1,4})?(?!\d)/g;
const words = /经度?|纬度?|坐标|lat|lon|[ensw°]/;
const axes = /[xy](?:坐标)?[=:]|坐标/;
/** At most so many characters stand between the two angles of a point. */
const reach = 12;

interface Angle extends Match {
	axis: 'lat' | 'lon' | undefined;
	/** Fine enough to find a house. */
	fine: boolean;
	/** A word or sign beside it says that it is an angle of a point. */
	named: boolean;
}

/** Points: decimal degrees, degrees with minutes, metres of the national grid. `tight` has no spaces, numerals as digits. */
export function findCoordinates(tight: Folded): Finding[] {
	const angles = [...matches(tight, decimal).map(inDegrees), ...matches(tight, minutes).map(inMinutes)]
		.map((angle) => ({ ...angle, named: words.test(around(tight.text, angle)) }))
		.filter(({ axis }) => axis !== undefined)
		.sort((a, b) => a.index - b.index);
	const found = angles.flatMap((angle, index) => ofPair(tight, angle, angles[index + 1]));
	const onGrid = matches(tight, plane).map(
		(match): Finding => ({
			kind: 'coordinates',
			grade: axes.test(around(tight.text, match) + match.words) ? 'certain' : 'possible',
			from: match.from,
			to: match.to,
		}),
	);
	return [...found, ...onGrid];
}

function ofPair(tight: Folded, one: Angle, other: Angle | undefined): Finding[] {
	const between = other ? tight.text.slice(one.index + one.words.length, other.index) : '';
	if (other && other.axis !== one.axis && between.length <= reach && isOneplace(between)) {
		const named = one.named || other.named;
		const fine = one.fine && other.fine;
		if (fine || named) {
			return [{ kind: 'coordinates', grade: fine ? 'certain' : 'possible', from: one.from, to: other.to }];
		}
	}
	return one.named && one.fine ? [{ kind: 'coordinates', grade: 'possible', from: one.from, to: one.to }] : [];
}

/** Nothing but marks and words for directions. */
function isOneplace(between: string): boolean {
	return /^[^\p{L}\p{N}]*$/u.test(
		between.replace(/东经|西经|北纬|南纬|经度|纬度|度|latitude|longitude|lat|lon|lng|[ensw]/g, ''),
	);
}

function inDegrees(match: Match): Angle {
	const [whole = '', part = ''] = match.words.split(/[.。·点]/);
	return { ...match, axis: axisOf(Number(`${whole}.${part}`)), fine: part.length >= 3, named: false };
}

function inMinutes(match: Match): Angle {
	return { ...match, axis: axisOf(Number(/^\d+/.exec(match.words)?.[0])), fine: true, named: false };
}

/** Which of the two it can be in China and near it. */
function axisOf(degrees: number): Angle['axis'] {
	if (degrees >= 73 && degrees <= 136) return 'lon';
	return degrees >= 15 && degrees <= 55 ? 'lat' : undefined;
}

function around(text: string, { index, words: found }: Match): string {
	return text.slice(Math.max(0, index - 4), index) + text.slice(index + found.length, index + found.length + 3);
}
