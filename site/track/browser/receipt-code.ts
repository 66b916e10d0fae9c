import { digitsOf } from '../../../content/facts/digits.ts';

/** Number and secret of a receipt. They live in memory only: never in an address, a store or a log. */
export interface ReceiptCode {
	number: string;
	secret: string;
}

/** Reads what a QR code brought behind the #; undefined when it is something else. */
export function readFragment(hash: string): ReceiptCode | undefined {
	const [, number, secret] = /^#(\d{12})-(\d{16})$/.exec(hash) ?? [];
	return number && secret ? { number, secret } : undefined;
}

/** Sentences for what was mistyped, found before the server is asked; no sentence where nothing is wrong. */
export function checkCode(typed: ReceiptCode): { number?: string; secret?: string } {
	const number = digitsOf(typed.number);
	const secret = digitsOf(typed.secret);
	return {
		...(number.length !== 12 && { number: `受理编号是 12 位数字，现在是 ${number.length} 位。` }),
		...(number.length === 12 && !hasCheckDigit(number) && { number: '受理编号有误，请逐位核对。' }),
		...(secret.length !== 16 && { secret: `查询密码是 16 位数字，现在是 ${secret.length} 位。` }),
	};
}

/** ISO 7064 MOD 11,10: every single wrong digit shows at once, without a try being counted. */
function hasCheckDigit(number: string): boolean {
	let product = 10;
	for (const digit of number.slice(0, -1)) {
		const sum = (product + Number(digit)) % 10 || 10;
		product = (sum * 2) % 11;
	}
	return (11 - product) % 10 === Number(number.slice(-1));
}
