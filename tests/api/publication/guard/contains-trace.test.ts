import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containsTrace } from '../../../../api/publication/guard/contains-trace.ts';
import { noReporterTexts, type ReporterTexts } from '../../../../api/publication/guard/reporter-texts.ts';
import { addTraces, noTraces } from '../../../../api/publication/guard/reporter-traces.ts';
import { apart, digits, hidden } from '../../../content/guard/hide.ts';

const common = { names: ['中华人民共和国矿产资源法'], areas: ['北票市', '宝国老镇'] };
/** A search for what was sent. */
function holds(sent: Partial<ReporterTexts>): (text: string) => boolean {
	const wanted = noTraces();
	addTraces(wanted, { ...noReporterTexts, ...sent }, common);
	return (text) => containsTrace(wanted, text);
}

/** A text with anything between its characters. */
const spaced = (text: string) =>
	fc.tuple(...Array.from(text, (character) => apart.map((gap) => character + gap))).map((parts) => parts.join(''));

describe('what was sent is found', () => {
	test('a phone, whatever stands between, before, behind or inside', () => {
		const phone = digits(9).map((rest) => `13${rest}`);
		const given = phone.chain((number) => fc.tuple(fc.constant(number), hidden(number), digits(3), digits(2)));
		fc.assert(
			fc.property(given, ([number, written, before, after]) => {
				expect(holds({ phones: [`+86 ${number}`] })(`拨打${before}${written}${after}。`)).toBe(true);
			}),
		);
	});

	test('a name and the wording, whatever stands between', () => {
		const name = holds({ names: ['欧阳建国'] });
		const words = holds({ words: ['昨晚十一点左右，三辆大货车从老井口往外拉矿石。'] });
		fc.assert(
			fc.property(spaced('欧阳建国'), (text) => {
				expect(name(`指认人${text}说`)).toBe(true);
			}),
		);
		fc.assert(
			fc.property(spaced('三辆大货车从老井口往外拉'), (text) => {
				expect(words(`据称${text}。`)).toBe(true);
			}),
		);
	});

	test('a place beside the names of its county and township', () => {
		const place = holds({ places: ['北票市宝国老镇老磨坊后身'] });
		expect(place('在老磨坊后身。')).toBe(false);
		expect(holds({ places: ['北票市宝国老镇老磨坊后面岔路口'] })('在老磨坊后面，岔路口一带。')).toBe(true);
		expect(place('北票市宝国老镇一处山坡。')).toBe(false);
	});
});

describe('what everybody writes is not', () => {
	test('names of laws, credit codes, and what people write who give no name', () => {
		const quoted = holds({
			words: ['违反中华人民共和国矿产资源法，91211302MA0YEXAMP3和911101050000000000'],
			names: ['热心群众'],
		});
		expect(quoted('依据《中华人民共和国矿产资源法》处罚，热心群众反映。')).toBe(false);
	});

	test('a name of two characters is not put together over the end of a sentence', () => {
		expect(holds({ names: ['王伟'] })('车主姓王。伟业公司到场。')).toBe(false);
		expect(holds({ names: ['王伟'] })('车主王\u200b ★伟到场。')).toBe(true);
	});

	test('whoever calls himself by a common word keeps no case from the public', () => {
		expect(holds({ names: ['矿山'] })('该矿山已停产。')).toBe(false);
	});
});
