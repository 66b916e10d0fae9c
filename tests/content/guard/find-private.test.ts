import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { creditCheck } from '../../../content/guard/credit-code.ts';
import { findPrivate } from '../../../content/guard/find-private.ts';
import { idCheck } from '../../../content/guard/id-card.ts';
import { loadContent } from '../../../content/load.ts';
import { digits, hidden } from './hide.ts';

/** What is found in a text: kind, grade and the words. */
const foundIn = (text: string) =>
	findPrivate(text).map(({ kind, grade, from, to }) => [kind, grade, text.slice(from, to)]);
const certainIn = (text: string) => findPrivate(text).filter(({ grade }) => grade === 'certain');
const kindsIn = (text: string) => findPrivate(text).map(({ kind }) => kind);

const anId = (first17: string) => first17 + idCheck(first17);

describe('what certainly belongs to a person is found', () => {
	test.each([
		['a mobile number', '联系13804217788。', 'mobile', '13804217788'],
		['with the country code', '联系+86-138 0421 7788。', 'mobile', '138 0421 7788'],
		['called out', '联系幺三八洞四二幺拐拐八八。', 'mobile', '幺三八洞四二幺拐拐八八'],
		['beside letters', 'tel13804217788x', 'mobile', '13804217788'],
		['an ID number', `身份证${anId('21130219850312001')}。`, 'id-card', anId('21130219850312001')],
		['an ID number with a typing error, named as one', '身份证号211302198503120011。', 'id-card', '211302198503120011'],
		['a former ID number', '证号211302850312001。', 'id-card', '211302850312001'],
		['a bank card', '转入6222021001123456789。', 'bank-card', '6222021001123456789'],
		['a driving licence', '驾驶证档案编号210300123456。', 'paper', '驾驶证档案编号210300123456'],
		['the end of a number', '尾号为 77 88。', 'tail', '尾号为 77 88'],
		['a point in degrees', '位于东经120.451234、北纬41.573456。', 'coordinates', '120.451234、北纬41.573456'],
		['a point the other way round', '41.573456，120.451234', 'coordinates', '41.573456，120.451234'],
		['a point in minutes', '120°27′04″E，41°34′12″N', 'coordinates', '120°27′04″E，41°34′12″'],
		['a point in words', '东经120度27分4秒，北纬41度34分12秒', 'coordinates', '120度27分4秒，北纬41度34分12秒'],
		['a point of the national grid', 'X=4605123.45，Y=40541234.56', 'coordinates', '4605123.45，Y=40541234.56'],
		['an e-mail address', '邮箱jianguo@example.com。', 'e-mail', 'jianguo@example.com'],
		['with spaces and a full stop', 'jian guo ＠ example 。com', 'e-mail', 'jian guo ＠ example 。com'],
		['a WeChat id', '微信号：jianguo_88', 'chat', '微信号：jianguo_88'],
		['a QQ number', '加QQ 12345678联系', 'chat', 'QQ 12345678'],
		['whoever told it', '由欧阳建国反映。', 'informant', '欧阳建国'],
		['whoever told it, spaced', '由欧 阳\u200b建·国反映。', 'informant', '欧 阳\u200b建·国'],
		['after the word', '举报人：高山', 'informant', '高山'],
	])('%s', (_what, text, kind, words) => {
		expect(foundIn(text)).toEqual([[kind, 'certain', words]]);
	});

	test('the check character X, also as a cross', () => {
		const id = '11010519491231002';
		expect(idCheck(id)).toBe('X');
		for (const cross of ['X', 'x', '×', 'Ｘ', 'Х'])
			expect(foundIn(id + cross)).toEqual([['id-card', 'certain', id + cross]]);
	});
});

describe('what may be somebody’s is marked', () => {
	test.each([
		['a landline', '值班电话0421-2612345', 'landline', '0421-2612345'],
		['a local number after a word for a phone', '值班电话2612345', 'landline', '2612345'],
		['a plate', '查获辽N·D12345货车', 'plate', '辽N·D12345'],
		['a plate of a trailer', '查获辽P1234挂车辆', 'plate', '辽P1234挂'],
		['a plate of a new-energy vehicle', '查获辽ND12345货车', 'plate', '辽ND12345'],
		['an ID number with a wrong check digit', '编号211302198503120011', 'id-card', '211302198503120011'],
		['a card without a valid check digit', '账号6222021001123456780。', 'bank-card', '6222021001123456780'],
		['the papers of a vehicle', '车架号LFV2A21K8G3123456', 'vehicle', '车架号LFV2A21K8G3123456'],
		['the mailbox of an office', 'zrzyj@chaoyang.gov.cn', 'e-mail', 'zrzyj@chaoyang.gov.cn'],
		[
			'numbers of a list that together have eleven digits',
			'面积13.8、0.42、17.7、88亩',
			'mobile',
			'13.8、0.42、17.7、88',
		],
		['a name after a person word', '责任人王小明已被处罚', 'name', '王小明'],
		['a name with one given name', '法定代表人李强、张某到场', 'name', '李强'],
		['a name that is also a word', '负责人高明被约谈', 'name', '高明'],
		['a name before what it asks', '应欧阳建国要求撤回', 'name', '欧阳建国'],
	])('%s', (_what, text, kind, words) => {
		expect(foundIn(text)).toEqual([[kind, 'possible', words]]);
	});

	test('each name of a list', () => {
		expect(foundIn('村民赵铁柱、李某和孙国栋')).toEqual([['name', 'possible', '赵铁柱']]);
		expect(foundIn('村民赵铁柱、孙国栋和钱大海到场')).toEqual([
			['name', 'possible', '赵铁柱'],
			['name', 'possible', '孙国栋'],
			['name', 'possible', '钱大海'],
		]);
	});
});

test.each(['司机、', '陈会计、', '责任人王会计李四、', '13804217788、'])(
	'a list of 12,000 characters of %s is gone through once',
	(words) => {
		const text = words.repeat(12_000 / words.length);
		const began = performance.now();
		const found = findPrivate(text);
		expect(performance.now() - began).toBeLessThan(1500);
		expect(found.length).toBeGreaterThan(900);
	},
);

describe('what everybody may know is let pass', () => {
	test.each([
		'统一社会信用代码91211302MA0YEXAMP3',
		'采矿许可证C2100002010127120012345',
		'当事人张某、李××、王某某',
		'负责人对现场进行了查看',
		'群众反映一处山坡',
		'各方反映后，村民向政府反映',
		'李家村反映道路受损',
		'企业现场负责人张某由企业调离岗位',
		'全国热线400-123-4567、12345、12336',
		'面积13.5、8.2、14.21、7.78亩，罚款1380421.77元',
		'2026-05-12 13:30 至 2026-05-13 17:20',
		'〔2026〕第211381号，越界45.5米，边坡角45°30′',
		'关注微信公众号cyfabu2020',
		'演示案件2026-211381-0001',
	])('%s', (text) => {
		expect(foundIn(text)).toEqual([]);
	});
});

describe('whatever stands between, before or inside', () => {
	const mobile = fc.tuple(fc.integer({ min: 3, max: 9 }), digits(9)).map(([second, rest]) => `1${second}${rest}`);
	const id = fc
		.tuple(fc.constantFrom('211302', '211381', '110105', '220102'), fc.integer({ min: 1930, max: 2012 }), digits(3))
		.map(([area, year, order]) => anId(`${area}${year}0312${order}`));
	const around = fc.constantFrom(['', ''], ['电话', '。'], ['据查（', '）'], ['tel:', '\n'], ['证', 'x'], ['第', '号']);

	test('a mobile number is certain', () => {
		fc.assert(
			fc.property(mobile.chain(hidden), around, (number, [before, after]) => {
				expect(certainIn(before + number + after).map(({ kind }) => kind)).toEqual(['mobile']);
			}),
		);
	});

	test('an ID number is found, and certain but for the few that are also codes', () => {
		fc.assert(
			fc.property(id.chain(hidden), (number) => {
				const [found] = findPrivate(`身份${number}。`);
				expect(found?.kind).toBe('id-card');
			}),
		);
	});

	test('a place of a finding is the one in the text as written', () => {
		fc.assert(
			fc.property(
				mobile.chain(hidden),
				fc.string({ unit: fc.constantFrom('矿', '，', '\u200b', '某') }),
				(number, before) => {
					const [found] = findPrivate(`${before}${number}。`);
					expect(found?.from).toBe(before.length);
				},
			),
		);
	});

	const body = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY');
	const creditCode = fc
		.tuple(
			fc.constantFrom('91', '92', '93', '11', '12', '13', '51', '52', 'A1', 'N1', 'Y1'),
			fc.constantFrom('211302', '211321', '211381', '210100', '110105'),
			fc.array(body, { minLength: 9, maxLength: 9 }),
		)
		.map(([office, area, rest]) => office + area + rest.join(''))
		.map((code) => code + creditCheck(code));
	const spaced = (code: string) =>
		fc.constantFrom(code, code.toLowerCase(), code.replace(/(.{4})/g, '$1 '), code.replace(/(.{2})/, '$1-'));

	test('no credit code is ever refused', () => {
		fc.assert(
			fc.property(creditCode.chain(spaced), around, (code, [before, after]) => {
				fc.pre(after !== 'x');
				expect(certainIn(`${before}${code}${after}`)).toEqual([]);
			}),
			{ numRuns: 1000 },
		);
	});

	test('nor is a number of a mining right', () => {
		fc.assert(
			fc.property(digits(22), (rest) => {
				expect(foundIn(`采矿许可证号C${rest}。`)).toEqual([]);
			}),
		);
	});
});

describe('ordinary sentences', () => {
	test('of the results that this portal publishes hold nothing at all', () => {
		for (const file of readdirSync('content/results')) {
			const texts = JSON.stringify(load(readFileSync(`content/results/${file}`, 'utf8')));
			expect(kindsIn(texts)).toEqual([]);
		}
	});

	test('of all pages of this portal hold nothing certain', () => {
		const { guidance, notices, campaign, categories } = loadContent('content');
		for (const text of [...guidance, ...notices].map(({ body }) => body)) expect(certainIn(text)).toEqual([]);
		expect(certainIn(JSON.stringify([campaign, categories]))).toEqual([]);
	});
});
