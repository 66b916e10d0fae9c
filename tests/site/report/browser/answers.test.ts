import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReportInput } from '../../../../api/intake/receive/report-input.ts';
import { loadContent } from '../../../../content/load.ts';
import { type Answers, type FieldName, fieldNames, normalised } from '../../../../site/report/browser/answers.ts';
import { checkAnswers } from '../../../../site/report/browser/check-answers.ts';
import { toFieldErrors } from '../../../../site/report/browser/server-errors.ts';
import { toRequest } from '../../../../site/report/browser/to-request.ts';

const today = '2026-06-01';
const names = loadContent('content');
const empty = Object.fromEntries(fieldNames.map((name) => [name, ''])) as Answers;
const filled: Answers = {
	...empty,
	category: 'no-licence',
	placeWay: 'words',
	county: '211381',
	town: '宝国老镇',
	place: '东沟沟口',
	whenKind: 'unknown',
	description: '夜里有挖机往外拉矿石',
	mode: 'anonymous',
};
const typed: Answers = {
	...filled,
	placeWay: 'typed',
	coordinates: '41.5737, 120.4503',
	datum: 'gcj02',
	county: '',
	place: '',
};
const wrongFields = (answers: Partial<Answers>) =>
	checkAnswers({ ...filled, ...answers }, today, names).map(({ field }) => field);

describe('what is filled in', () => {
	it.each<[string, Partial<Answers>]>([
		['words', {}],
		['words without knowing the county', { county: 'unsure', town: '' }],
		['coordinates', typed],
		['coordinates near a border, county picked', { ...typed, pickedCounty: '211321' }],
		['coordinates near a border, not sure', { ...typed, pickedCounty: 'unsure' }],
		['coordinates of unknown datum with the longest note', { ...typed, datum: 'unknown', place: '沟'.repeat(120) }],
		['the phone', { placeWay: 'phone', lat: '41.573700', lon: '120.450300', accuracy: '12', place: '' }],
		['a day', { whenKind: 'day', occurredOn: today }],
		['a rough time', { whenKind: 'roughly', roughly: '每天夜里' }],
		['a named reporter', { mode: 'named', name: '王某', phone: '138 0000 0000', email: 'a@example.org' }],
		['an anonymous reporter with a phone', { phone: '0421-1234567' }],
		['somebody of the county involved', { avoidCounty: 'yes' }],
		[
			'somebody involved near a border, datum unknown',
			{ ...typed, datum: 'unknown', pickedCounty: '211321', nearCounties: '211321,211324', avoidCounty: 'yes' },
		],
		['a registered mine', { mineId: 'm', pondName: '矿', registeredCounty: '211381' }],
		[
			'a place that contradicts the county, confirmed',
			{ place: '凌源市东城街道', town: '', confirmedPlace: '211381:211382' },
		],
		[
			'the longest description with a rough time',
			{ whenKind: 'roughly', roughly: '夜里', description: '矿'.repeat(3990) },
		],
	])('is taken by the server as it is sent: %s', (_, answers) => {
		const all = { ...filled, ...answers };
		expect(checkAnswers(all, today, names)).toEqual([]);
		expect(ReportInput.safeParse(toRequest(all)).error).toBeUndefined();
	});

	it('asks for everything that is missing, in the order of the page', () => {
		expect(checkAnswers(empty, today, names).map(({ field }) => field)).toEqual([
			'category',
			'placeWay',
			'description',
			'mode',
		]);
	});

	it.each<[Partial<Answers>, string]>([
		[{ placeWay: 'phone' }, 'placeWay'],
		[{ placeWay: 'typed', coordinates: '东沟' }, 'coordinates'],
		[{ placeWay: 'typed', coordinates: '41.57, 120.45', datum: '' }, 'datum'],
		[{ county: '' }, 'county'],
		[{ place: '沟' }, 'place'],
		[{ place: '沟'.repeat(201) }, 'place'],
		[{ place: '凌源市东城街道', town: '' }, 'confirmedPlace'],
		[{ place: '建平县', town: '', confirmedPlace: '211381:211382' }, 'confirmedPlace'],
		[{ whenKind: 'day', occurredOn: '' }, 'occurredOn'],
		[{ whenKind: 'day', occurredOn: '2026-06-02' }, 'occurredOn'],
		[{ whenKind: 'roughly' }, 'roughly'],
		[{ description: '挖矿' }, 'description'],
		[{ description: '矿'.repeat(4001) }, 'description'],
		[{ mode: 'named' }, 'name'],
		[{ mode: 'confidential' }, 'name'],
		[{ phone: '12' }, 'phone'],
		[{ email: 'a@b' }, 'email'],
	])('is refused at its field: %o', (answers, field) => {
		expect(wrongFields(answers)).toEqual([field]);
	});

	it('never sends coordinates of unknown datum as known', () => {
		const { location } = toRequest({ ...typed, datum: 'unknown', pickedCounty: '211381' });
		expect(location).toEqual({ adcode: 211381, place: '坐标 41.5737, 120.4503（坐标系不清楚，可能相差数百米）' });
	});

	it('sends the wish to by-pass the county for every kind of place, and counties near a point of unknown datum by name', () => {
		const wish = { avoidCounty: 'yes' };
		for (const answers of [filled, { ...filled, county: 'unsure' }, typed, { ...typed, nearCounties: 'none' }]) {
			expect(toRequest({ ...answers, ...wish })).toMatchObject({ avoidCounty: true });
		}
		const border = { ...typed, datum: 'unknown', nearCounties: '211321,211324' };
		expect(toRequest({ ...border, ...wish })).toMatchObject({ avoidCounty: true, avoidCounties: [211321, 211324] });
		expect(toRequest(border)).not.toHaveProperty('avoidCounties');
		expect(toRequest({ ...border, placeWay: 'words', ...wish })).not.toHaveProperty('avoidCounties');
	});

	it('does not send a name that was typed before the reporter chose to be anonymous', () => {
		expect(toRequest({ ...filled, name: '王某' }).reporter).toEqual({ mode: 'anonymous' });
	});
});

/** What fingers, other programs and malice put into a field. */
const typing = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				'村',
				'𠮷',
				' ',
				'\u3000',
				'\u200b',
				'\u3164',
				'\v',
				'\ud800',
				'\n',
				'-',
				'＋',
				'１',
				'2',
				'a',
				'@',
				'.',
			),
			fc.constantFrom('矿'.repeat(38), '𠮷\u200b'.repeat(199), '1380421', 'a@b.cn'),
		),
		{ maxLength: 8 },
	)
	.map((parts) => parts.join(''));

describe('what form and server think of a field', () => {
	it.each<[FieldName, Partial<Answers>]>([
		['place', {}],
		['description', {}],
		['name', { mode: 'named' }],
		['phone', {}],
		['email', {}],
	])('%s is the same, whatever is typed into it', (field, more) => {
		fc.assert(
			fc.property(typing, (typed) => {
				const all = { ...filled, ...more, [field]: normalised(field, typed) };
				const sent = ReportInput.safeParse(toRequest(all));
				expect(checkAnswers(all, today, names).map((error) => error.field)).toEqual(sent.success ? [] : [field]);
				// What the form counted and shows in its summary is what the server keeps.
				if (sent.success && field === 'description') expect(sent.data.description).toBe(all.description);
			}),
			{ numRuns: 500 },
		);
	});

	it('names of nothing visible are none', () => {
		expect(wrongFields({ mode: 'named', name: normalised('name', '\u3164\u2800\u200b') })).toEqual(['name']);
	});
});

describe('a refusal by the server', () => {
	const refusal = (path: string) => ({
		status: 422,
		code: 'invalid',
		sentence: '',
		errors: [{ path, message: 'm' }],
		captcha: false,
	});

	it.each([
		['description', filled, 'description'],
		['reporter.name', filled, 'name'],
		['reporter', filled, 'mode'],
		['location.place', filled, 'place'],
		['location.adcode', filled, 'county'],
		['location.lat', typed, 'coordinates'],
		['location', { ...filled, placeWay: 'phone' }, 'placeWay'],
	])('of %s shows at a field', (path, answers, field) => {
		expect(toFieldErrors(refusal(path), answers as Answers).errors).toEqual([{ field, message: 'm' }]);
	});

	it('of something that has no field is still said', () => {
		expect(toFieldErrors(refusal('uploads.0'), filled)).toEqual({ errors: [], unplaced: ['m'] });
	});
});
