import { chineseDay, inGroups } from './groups.ts';
import type { Receipt } from './send-report.ts';

/** The receipt as name and value, the same on the page, in the picture and in the copied text. */
export function receiptLines(receipt: Receipt): Array<[string, string]> {
	return [
		['受理编号', inGroups(receipt.number)],
		['查询密码', inGroups(receipt.secret)],
		['处理地区', receipt.county?.name ?? '由市级确定'],
		['承办单位', receipt.unit],
		['最迟受理', chineseDay(receipt.acceptBy)],
		['最迟答复', chineseDay(receipt.replyBy)],
	];
}

/** Address of the tracking page, without what the QR code brings behind the #. */
export function trackPage({ trackUrl }: Receipt): string {
	return trackUrl.replace(/#.*$/, '');
}

/** The receipt as plain text, for the clipboard. */
export function receiptText(receipt: Receipt, title: string): string {
	const lines = receiptLines(receipt).map(([name, value]) => `${name}：${value}`);
	return [`${title} 举报回执`, ...lines, `查询网址：${trackPage(receipt)}`].join('\n');
}

/** True when what was typed are the last four digits of the secret. */
export function confirmsSaved(receipt: Receipt, typed: string): boolean {
	return typed.normalize('NFKC').replace(/\D/g, '') === receipt.secret.slice(-4);
}
