import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEmail, readPhone, withoutExtension } from '../../../content/facts/contact-forms.ts';
import { phones } from '../../cases/typed-cases.ts';

const kept = (read: ReturnType<typeof readPhone>) => (read.ok ? read.value : undefined);
const sentence = (read: ReturnType<typeof readPhone>) => (read.ok ? '' : read.sentence);

describe('a phone number is read as people type, paste and export it', () => {
	test.each(phones)('$typed', ({ typed, kept: right }) => {
		expect(kept(readPhone(typed))).toBe(right);
		if (right === undefined) expect(sentence(readPhone(typed))).toContain('少了 1 位');
	});

	test.each([
		['0086-13812345678', '13812345678'],
		['86 138 1234 5678', '13812345678'],
		['+86 (0421) 261-2345', '0421-2612345'],
		['+86 421 2612345', '0421-2612345'],
		['86-10-12345678', '010-12345678'],
		['（０４２１）２６１２３４５', '0421-2612345'],
		['【0421】2612345', '0421-2612345'],
		['0421—261—2345', '0421-2612345'],
		['0421-2612345转801', '0421-2612345-801'],
		['0421-2612345-801', '0421-2612345-801'],
		['（0421）2612345 分机：8', '0421-2612345-8'],
		['0421 2612345 ext. 12', '0421-2612345-12'],
		['0421 2868123-8', '0421-2868123-8'],
		['(0421)2868123-8', '0421-2868123-8'],
		['（0421）2868123 － 12', '0421-2868123-12'],
		['0421.2868123-8', '0421-2868123-8'],
		['04212868123-8', '0421-2868123-8'],
		['+86-421-2868123-8', '0421-2868123-8'],
		['0421-286-8123-801', '0421-2868123-801'],
		['138-1234-5678-2', '13812345678-2'],
		['400-123-4567-2', '4001234567-2'],
		['0421-95588-1', '0421-95588-1'],
		['95588转1', '95588转1'],
		['+852 23456789-12', '+85223456789-12'],
		['0421-2868-1238', '0421-28681238'],
		['1381234-5678', '13812345678'],
		['400-1234-567', '4001234567'],
		['+33-1-23-45-67-89', '+33123456789'],
		['+852-2345-6789', '+85223456789'],
		['2612345', '2612345'],
		['400-123-4567', '4001234567'],
		['013812345678', '13812345678'],
		['联系电话：138.1234.5678。', '13812345678'],
		['tel:13812345678', '13812345678'],
		["'13812345678", '13812345678'],
		['13812345678.0', '13812345678'],
		['+852 2345 6789', '+85223456789'],
		[' \u3000', ''],
	])('%s', (typed, right) => {
		expect(kept(readPhone(typed))).toBe(right);
	});

	test.each([
		['138001380000', '多了 1 位'],
		['138001', '少了 5 位'],
		['+86 1380013800', '少了 1 位'],
		['0421-261234', '固定电话少了 1 位'],
		['010-1234567', '固定电话少了 1 位'],
		['0421-261234567', '固定电话多了 1 位'],
		['4212612345', '区号前的 0'],
		['0421-286-8123-8', '分不清是号码的一部分还是分机'],
		['0421 2868123 8', '写成“转8”'],
		['2868123.8', '写成“转8”'],
		['95588-1', '写成“转1”'],
		['024 2868123-8', '固定电话少了 1 位'],
		['1.38E+10', '科学计数法'],
		['138****5678', '遮住'],
		['13812345678/0421-2612345', '只填一个电话'],
		['13812345678、13912345678', '只填一个电话'],
		['110', '电话只填数字'],
		['138abc', '电话只填数字'],
		['javascript:1', '电话只填数字'],
		['找村长问', '电话只填数字'],
	])('%s is refused, and the sentence says why', (typed, words) => {
		expect(sentence(readPhone(typed))).toContain(words);
	});

	test.each(['0421-2612345', '13812345678', '2612345', '4001234567', '0421-95588'])(
		'%s is found again behind an extension',
		(number) => {
			expect(withoutExtension(`${number}-801`)).toBe(number);
			expect(withoutExtension(number)).toBe(number);
		},
	);

	test('a short number is found again behind its extension', () => {
		expect(withoutExtension('95588转1')).toBe('95588');
	});

	test('what is kept is read again as the same', () => {
		const digits = fc.string({ unit: fc.constantFrom(...'0123456789 -()+.转,'), minLength: 1, maxLength: 24 });
		fc.assert(
			fc.property(digits, (typed) => {
				const read = readPhone(typed);
				if (read.ok) expect(readPhone(read.value)).toEqual(read);
			}),
			{ numRuns: 5000 },
		);
	});
});

describe('an address for mail is read as people type and paste it', () => {
	test.each([
		['a＠example.org', 'a@example.org'],
		['mailto:a@example.org?subject=x', 'a@example.org'],
		['a@example.org。', 'a@example.org'],
		['王某 <a@example.org>；', 'a@example.org'],
		['邮箱：a @ example。org', 'a@example.org'],
		['ａ@ｅxample．org', 'a@example.org'],
		['', ''],
	])('%s', (typed, right) => {
		expect(kept(readEmail(typed))).toBe(right);
	});

	test.each(['a', 'a@', 'a@example', 'a@example..org', 'a b@example.org', '@example.org', 'a@-example.org'])(
		'%s is refused',
		(typed) => {
			expect(sentence(readEmail(typed))).toContain('邮箱写法不对');
		},
	);
});
