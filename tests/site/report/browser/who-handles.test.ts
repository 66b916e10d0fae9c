import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../../content/load.ts';
import { type Answers, fieldNames } from '../../../../site/report/browser/answers.ts';
import { byPassedLabel, handledBy, whoHandles } from '../../../../site/report/browser/who-handles.ts';

const names = loadContent('content');
const { units } = names;
const city = units.city.name;
const offices = JSON.stringify(
	Object.fromEntries(units.units.map(({ adcode, department, name }) => [`${adcode} ${department}`, name])),
);
const words = { ...(Object.fromEntries(fieldNames.map((name) => [name, ''])) as Answers), placeWay: 'words' };
const phone = { placeWay: 'phone', lat: '41.2', lon: '119.987' };
const says = (answers: Partial<Answers>) =>
	whoHandles({ ...words, ...answers }, 'natural-resources', { city, offices }, names);
const stepSays = (answers: Partial<Answers>) => handledBy({ ...words, ...answers }, city, names);
const byPassed = (answers: Partial<Answers>) => byPassedLabel({ ...words, ...answers }, names);

describe('who will handle a report, as the summary says it', () => {
	it('is the office of the county', () => {
		expect(says({ county: '211381' })).toBe('北票市自然资源局');
		expect(says({ placeWay: 'phone', pickedCounty: '211382' })).toBe('凌源市自然资源局');
	});

	it('is the office of the county that the words name, where the reporter is not sure', () => {
		expect(says({ county: 'unsure', place: '宝国老镇东沟' })).toBe('北票市自然资源局');
	});

	it('is for the city to decide where the county is not known', () => {
		expect(says({ county: 'unsure' })).toBe('由朝阳市确定承办单位');
		expect(says({ placeWay: 'typed' })).toBe('由朝阳市确定承办单位');
	});

	it('is for the city to check where the words name another county', () => {
		expect(says({ county: '211381', place: '凌源市东城街道' })).toBe('由朝阳市核对后确定承办单位');
	});

	it('is the city itself where somebody of the county is involved', () => {
		expect(says({ county: '211381', avoidCounty: 'yes' })).toBe('由朝阳市直接办理，已请北票市回避，当地看不到这件举报');
	});
});

describe('the place step says at once', () => {
	it.each<[Partial<Answers>, string]>([
		[{ county: '211382' }, '由凌源市处理。'],
		[{ county: 'unsure' }, '由朝阳市判断属于哪里，再交给当地处理。'],
		[{ county: 'unsure', place: '凌源市东城街道' }, '由凌源市处理。'],
		[{ ...phone, nearCounties: 'none' }, '由朝阳市判断属于哪里，再交给当地处理。'],
		[{ county: '211381', place: '凌源市东城街道' }, '由朝阳市核对后确定承办单位。'],
		[{ county: '211381', avoidCounty: 'yes' }, '由朝阳市直接办理。'],
		[{}, ''],
		[phone, ''],
	])('%o', (answers, sentence) => {
		expect(stepSays(answers)).toBe(sentence);
	});
});

describe('the counties that a wish by-passes, in words', () => {
	it.each<[Partial<Answers>, string]>([
		[{ county: '211381' }, '北票市'],
		[{ county: '211381', place: '凌源市东城街道' }, '北票市、凌源市'],
		[{ county: 'unsure', registeredCounty: '211381' }, '北票市'],
		[{ ...phone, nearCounties: '211324,211321', pickedCounty: '211321' }, '朝阳县、喀左县'],
		[{ county: 'unsure' }, '各县（市、区）'],
		[{ ...phone, nearCounties: 'none' }, '各县（市、区）'],
		[phone, '所在县（市、区）'],
		[{ placeWay: 'typed', coordinates: '41.2, 119.987' }, '所在县（市、区）'],
		[{}, '所在县（市、区）'],
	])('%o', (answers, said) => {
		expect(byPassed(answers)).toBe(said);
	});
});
