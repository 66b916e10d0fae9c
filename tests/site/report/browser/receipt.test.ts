import { expect, it } from 'vitest';
import { digitsOf, inGroups } from '../../../../content/facts/digits.ts';
import { dayInWords, momentInWords } from '../../../../content/facts/time.ts';
import { qrSquares } from '../../../../site/browser/qr-code.ts';
import { confirmsSaved, receiptLines, receiptText } from '../../../../site/report/browser/receipt-lines.ts';

const receipt = {
	number: '123456789012',
	secret: '1234567890123456',
	status: 'assigned' as const,
	county: { adcode: 211381, name: '北票市' },
	unit: '北票市自然资源局',
	avoided: [],
	acceptBy: '2026-06-08',
	replyBy: '2026-07-31',
	trackUrl: 'https://example.org/zt/track/#123456789012-1234567890123456',
};

const kinds = { picture: '照片', video: '视频', sound: '录音', document: 'PDF 文件' };
const page = { title: '平台', counties: 7, kinds };

it('shows number and secret in groups of four and days in Chinese', () => {
	expect(receiptLines(receipt, page)).toEqual([
		['受理编号', '1234 5678 9012'],
		['查询密码', '1234 5678 9012 3456'],
		['处理地区', '北票市'],
		['承办单位', '北票市自然资源局'],
		['最迟受理', '2026年6月8日'],
		['最迟答复', '2026年7月31日'],
	]);
});

it('says that the city decides while no county is responsible', () => {
	expect(receiptLines({ ...receipt, county: null }, page)).toContainEqual(['处理地区', '由市级确定']);
});

it('says which counties never see it, and that the city handles it itself', () => {
	const beipiao = { adcode: 211381, name: '北票市' };
	const avoided = receiptLines({ ...receipt, county: null, avoided: [beipiao] }, page);
	expect(avoided).toContainEqual(['处理地区', '由市级直接办理']);
	expect(avoided).toContainEqual(['回避', '已按您的要求回避北票市，当地看不到这件举报']);
	const all = Array.from({ length: 7 }, () => beipiao);
	expect(receiptText({ ...receipt, county: null, avoided: all }, page)).toContain(
		'回避：已按您的要求回避各县（市、区），当地看不到这件举报',
	);
	expect(receiptText(receipt, page)).not.toContain('回避');
});

it('says what of files the server has, and that it has none', () => {
	const counts = [
		{ kind: 'picture' as const, count: 2 },
		{ kind: 'video' as const, count: 1 },
	];
	expect(receiptLines({ ...receipt, files: counts }, page)).toContainEqual(['收到的文件', '照片 2 张、视频 1 个']);
	expect(receiptLines({ ...receipt, files: [] }, page)).toContainEqual(['收到的文件', '没有']);
});

it('copies as plain text with an address that holds no secret', () => {
	const text = receiptText(receipt, page);
	expect(text.split('\n')).toHaveLength(8);
	expect(text).toContain('查询网址：https://example.org/zt/track/');
	expect(text).not.toContain('#');
});

it.each(['3456', ' 34 56 ', '３４５６'])('takes %s as proof that it was saved', (typed) => {
	expect(confirmsSaved(receipt, typed)).toBe(true);
});

it.each(['', '3455', '9012', '123456'])('does not take %s as proof', (typed) => {
	expect(confirmsSaved(receipt, typed)).toBe(false);
});

it('reads digits however they were grouped or typed', () => {
	expect(digitsOf(' 1234-5678 ９０１２ ')).toBe('123456789012');
	expect(inGroups('1234567890123456')).toBe('1234 5678 9012 3456');
});

it('tells times by the clock of China', () => {
	expect(momentInWords('2026-05-31T16:30:00.000Z')).toBe('2026年6月1日 00:30');
	expect(dayInWords('soon')).toBe('soon');
});

it('draws the QR code with the quiet edge that readers need', () => {
	const squares = qrSquares(receipt.trackUrl);
	expect(squares.slice(0, 4).flat()).not.toContain(true);
	expect(squares[4]?.slice(0, 5)).toEqual([false, false, false, false, true]);
});
