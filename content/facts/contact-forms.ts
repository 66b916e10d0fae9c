import { halfWidth, lengthOf } from './plain-text.ts';

/** A contact as it is kept, empty where nothing was given; or the sentence that says what to correct. */
export type ReadContact = { ok: true; value: string } | { ok: false; sentence: string };

const accepted = (text: string): ReadContact => ({ ok: true, value: text });
const refused = (sentence: string): ReadContact => ({ ok: false, sentence });

const onlyDigits = '电话只填数字，例如 13800000000，请核对位数。';
const label =
	/^(?:(?:联系|手机|移动|办公|家庭|固定|本人)?(?:电话|手机|座机|号码|号)|tel(?:ephone)?|phone|mobile)+\s*[:.]?\s*/i;
const scientific = /^\d(?:\.\d+)?e\+?\d+$/i;
const masked = /\*|×|#{2}|x{2}/i;
/** Whatever people put between the groups of a number. */
const separators = /[\s\p{Pd}\u2212\u30fc().·_[\]{}<>【】「」『』〔〕]/gu;
const between = /[/、,;或和及]/;
const behind = /^(.*\d.*?)[\s\p{Pd}(,]*(?:转|分机号?|内线|extension|ext|x|#|,)\s*[:.]?\s*(\d{1,6})\s*\)?$/iu;
/** The last group behind a hyphen, or behind another mark between groups. */
const lastGroup = /^(.*\d[\s)\]}>】」』〕]*?)\s*([\p{Pd}\u2212\u30fc]|[\s.·_])\s*(\d{1,6})$/u;
/** A number as it is kept with its extension. */
const withExtension = /^((?:0\d{2,3}-)?[1-9]\d{4,}|\+\d{7,15})[-转](\d{1,6})$/;

/**
 * A phone number as people type, paste and export it: full-width digits, brackets, invisible marks, the country's code,
 * an extension. Kept as digits: 13800000000, 区号-号码, with `-` and the extension behind (`转` where `-` would leave in
 * doubt whether it is one); one of abroad with `+`.
 */
export function readPhone(typed: string): ReadContact {
	const text = halfWidth(typed)
		.replace(/^['"’‘`]+/, '')
		.replace(label, '')
		.replace(/[\s。.,;、]+$/, '')
		.replace(/^(\+?\d+)\.0+$/, '$1');
	if (text === '') return halfWidth(typed) === '' ? accepted('') : refused(onlyDigits);
	if (scientific.test(text)) return refused('Excel 已把号码改成科学计数法，后几位丢失，请填写完整的号码。');
	if (masked.test(text)) return refused('号码有几位被遮住，请填写完整的号码。');
	if (text.split(between).filter((part) => part.replace(/\D/g, '').length > 6).length > 1)
		return refused('这里只填一个电话，其余的请写在情况说明里。');
	const [, main = '', extension = ''] = behind.exec(text) ?? [];
	return extension === '' ? readGroups(text) : extended(readGroups(main), extension);
}

/** Of a number as it is kept, what is dialled first. */
export function withoutExtension(number: string): string {
	return withExtension.exec(number)?.[1] ?? number;
}

function extended(main: ReadContact, extension: string): ReadContact {
	if (!main.ok) return main;
	if (withExtension.test(main.value)) return refused(onlyDigits);
	const whole = `${main.value}-${extension}`;
	const again = readGroups(whole);
	return accepted(again.ok && again.value === whole ? whole : `${main.value}转${extension}`);
}

/**
 * A last group is an extension where a whole number stands before it. Nobody divides a number after seven digits and
 * more, so there a hyphen is clear; what can be read both ways is asked back, for the wrong one rings with strangers.
 */
function readGroups(text: string): ReadContact {
	const welded = readDigits(text);
	const [, before = '', mark = '', tail = ''] = lastGroup.exec(text) ?? [];
	if (tail === '' || (welded.ok && /^[48]00\d{7}$/.test(welded.value))) return welded;
	const main = readDigits(before);
	const whole = (/\d+(?=\D*$)/.exec(before)?.[0].length ?? 0) >= 7;
	const hyphen = !/[\s.·_]/.test(mark);
	if (!main.ok) return whole && hyphen && tail.length < 3 ? main : welded;
	if (hyphen && (whole || !welded.ok)) return accepted(`${main.value}-${tail}`);
	// Abroad numbers are divided in every way.
	if (!welded.ok || (welded.value.startsWith('+') && !whole)) return welded;
	return refused(`末尾的“${tail}”分不清是号码的一部分还是分机：是分机的写成“转${tail}”，不是的请把号码连着写。`);
}

function readDigits(text: string): ReadContact {
	const plain = text.replace(separators, '');
	if (!/^\+?\d+$/.test(plain)) return refused(onlyDigits);
	const [, abroad] = /^(?:\+|00)(\d+)$/.exec(plain) ?? [];
	if (abroad && !abroad.startsWith('86')) {
		return /^[1-9]\d{6,14}$/.test(abroad) ? accepted(`+${abroad}`) : refused(onlyDigits);
	}
	const behindCountry = abroad ? abroad.slice(2) : /^86(\d{10,})$/.exec(plain)?.[1];
	return behindCountry === undefined ? atHome(plain) : atHome(withZero(behindCountry));
}

/** Behind a country's code the 0 of an area is left out. */
function withZero(digits: string): string {
	return /^(?:0|1[3-9]|[48]00)/.test(digits) ? digits : `0${digits}`;
}

function atHome(digits: string): ReadContact {
	const [, mobile] = /^0?(1[3-9]\d*)$/.exec(digits) ?? [];
	if (mobile && mobile.length > 5) return counted('手机号码', mobile, mobile.length, [11, 11]);
	const [, area = '', local = ''] = /^(0(?:10|2\d|[3-9]\d{2}))(\d*)$/.exec(digits) ?? [];
	if (area && /^(?:1[0-2]|9[56])\d{3}$/.test(local)) return accepted(`${area}-${local}`);
	// Areas of three digits have numbers of eight.
	if (area) return counted('固定电话', `${area}-${local}`, local.length, [area.length === 3 ? 8 : 7, 8]);
	if (/^[48]00\d{7}$/.test(digits) || /^[2-9]\d{6,7}$/.test(digits)) return accepted(digits);
	if (/^(?:1[0-2]|9[56])\d{3}$/.test(digits) || /^9[56]\d{4,6}$/.test(digits)) return accepted(digits);
	if (/^[2-9]\d{8,10}$/.test(digits)) return refused('固定电话请连区号前的 0 一起填写，写成“区号-号码”。');
	return refused(onlyDigits);
}

function counted(what: string, number: string, length: number, [least, most]: [number, number]): ReadContact {
	if (length < least) return refused(`${what}少了 ${least - length} 位，请核对后填写完整。`);
	if (length > most) return refused(`${what}多了 ${length - most} 位，请核对。`);
	return accepted(number);
}

const mostOfAddress = 120;
const wrongAddress = '邮箱写法不对，请核对，例如 name@example.com。';
const address = /^[\w'+-]+(\.[\w'+-]+)*@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$/i;

/** An address that mail can be sent to, also as a link, in angle brackets, or with the stops of a Chinese keyboard. */
export function readEmail(typed: string): ReadContact {
	const text = halfWidth(typed)
		.replace(/^['"’‘`]+/, '')
		.replace(/^(?:电子)?(?:邮箱|邮件)(?:地址)?\s*[:.]?\s*|^e-?mail\s*[:.]\s*/i, '')
		.replace(/^[^<>]*<([^<>]*)>.*$/, '$1')
		.replace(/^mailto:/i, '')
		.replace(/\?.*$/, '')
		.replace(/%40/, '@')
		.replace(/。/g, '.')
		.replace(/\s*([@.])\s*/g, '$1')
		.replace(/[\s.,;:、>)]+$/, '');
	if (text === '') return halfWidth(typed) === '' ? accepted('') : refused(wrongAddress);
	if (lengthOf(text) > mostOfAddress) return refused(`邮箱不超过 ${mostOfAddress} 个字。`);
	return address.test(text) ? accepted(text) : refused(wrongAddress);
}
