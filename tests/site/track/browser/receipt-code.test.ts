import { expect, it } from 'vitest';
import { newNumber } from '../../../../api/intake/receive/number.ts';
import { checkCode, readFragment } from '../../../../site/track/browser/receipt-code.ts';

const number = newNumber(() => '48213509761');
const secret = '1234567890123456';

it('reads what a QR code brings and nothing else', () => {
	expect(readFragment(`#${number}-${secret}`)).toEqual({ number, secret });
	for (const hash of ['', '#main', `#${number}`, `#${number}-${secret}0`, `#${secret}-${number}`]) {
		expect(readFragment(hash)).toBeUndefined();
	}
});

it('takes number and secret in groups, with hyphens or full-width digits', () => {
	const grouped = number.replace(/(\d{4})/g, '$1 ');
	expect(checkCode({ number: grouped, secret: '1234-5678-9012-3456' })).toEqual({});
	expect(checkCode({ number, secret: '１２３４５６７８９０１２３４５６' })).toEqual({});
});

it('finds every single wrong digit of the number before a try is counted', () => {
	for (let at = 0; at < 12; at++) {
		for (let wrong = 1; wrong < 10; wrong++) {
			const digit = (Number(number[at]) + wrong) % 10;
			const slip = number.slice(0, at) + digit + number.slice(at + 1);
			expect(checkCode({ number: slip, secret }).number).toContain('逐位核对');
		}
	}
});

it('says how many digits are there when some are missing', () => {
	expect(checkCode({ number: '123', secret: '12' })).toEqual({
		number: '受理编号是 12 位数字，现在是 3 位。',
		secret: '查询密码是 16 位数字，现在是 2 位。',
	});
});
