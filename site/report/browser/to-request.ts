import type { PublicReport } from '../../../api/start/public-contract.ts';
import { parsePlace } from '../../../content/facts/read-place.ts';
import { type Answers, isDatum, isMode, unsure } from './answers.ts';
import { nearCounties } from './county-decision.ts';

/** Body of POST api/reports without the captcha's answer. */
export type ReportRequest = Omit<PublicReport, 'captcha'>;

/** Turns checked answers into the request. */
export function toRequest(answers: Answers, uploads: string[] = []): ReportRequest {
	return {
		category: answers.category,
		description: describe(answers),
		...(answers.whenKind === 'day' && { occurredOn: answers.occurredOn }),
		location: toLocation(answers),
		...(answers.pondId && { pondId: answers.pondId }),
		...(answers.mineId && { mineId: answers.mineId }),
		...(uploads.length > 0 && { uploads }),
		reporter: toReporter(answers),
		...(answers.avoidCounty && toWish(answers)),
	};
}

/** Counties near a point are named as well: one of unknown datum reaches the server as words only. */
function toWish(answers: Answers): Pick<ReportRequest, 'avoidCounty' | 'avoidCounties'> {
	const near = nearCounties(answers);
	return { avoidCounty: true, ...(near.length > 0 && { avoidCounties: near }) };
}

/** The text as sent. The contract has a date only, so a rough time travels in the reporter's own words. */
export function describe({ description, whenKind, roughly }: Answers): string {
	return whenKind === 'roughly' ? `${description}\n（大概时间：${roughly}）` : description;
}

function toLocation(answers: Answers): ReportRequest['location'] {
	if (answers.placeWay === 'words') {
		return { ...adcodeOf(answers.county), ...(answers.town && { town: answers.town }), place: answers.place };
	}
	const more = { ...adcodeOf(answers.pickedCounty), ...(answers.place && { place: answers.place }) };
	if (answers.placeWay === 'phone') {
		return { lat: Number(answers.lat), lon: Number(answers.lon), datum: 'wgs84', ...more };
	}
	const parsed = parsePlace(answers.coordinates);
	if (!parsed.ok) throw new Error('answers were not checked');
	const { lat, lon } = parsed;
	if (isDatum(answers.datum)) return { lat, lon, datum: answers.datum, ...more };
	// To send a guessed datum as known could point staff to a neighbour's yard a kilometre away.
	const words = `坐标 ${lat}, ${lon}（坐标系不清楚，可能相差数百米）`;
	return { ...more, place: answers.place ? `${words}；${answers.place}` : words };
}

function adcodeOf(county: string): { adcode?: number } {
	return county === '' || county === unsure ? {} : { adcode: Number(county) };
}

function toReporter({ mode, name, phone, email }: Answers): ReportRequest['reporter'] {
	if (!isMode(mode)) throw new Error('answers were not checked');
	return {
		mode,
		...(mode !== 'anonymous' && name && { name }),
		...(phone && { phone }),
		...(email && { email }),
	};
}
