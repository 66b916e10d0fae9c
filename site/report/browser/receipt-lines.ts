import { digitsOf, inGroups } from '../../../content/facts/digits.ts';
import { dayInWords } from '../../../content/facts/time.ts';
import { areaLabel, avoidedLabel } from '../../browser/avoided-label.ts';
import { countsLabel, type KindNames } from '../../form/browser/count-label.ts';
import type { Receipt } from './send-report.ts';

/** What the page knows beside the receipt. */
export interface ReceiptPage {
	/** Name of the portal. */
	title: string;
	/** How many counties there are. */
	counties: number;
	/** What kinds of files are called. */
	kinds: KindNames;
}

/** The receipt as name and value, the same on the page, in the picture and in the copied text. */
export function receiptLines(receipt: Receipt, { counties, kinds }: ReceiptPage): Array<[string, string]> {
	const avoided = avoidedLabel(receipt.avoided, counties);
	return [
		['受理编号', inGroups(receipt.number)],
		['查询密码', inGroups(receipt.secret)],
		['处理地区', areaLabel(receipt.county, receipt.avoided)],
		['承办单位', receipt.unit],
		...(avoided ? [['回避', avoided] as [string, string]] : []),
		...(receipt.files ? [['收到的文件', countsLabel(receipt.files, kinds) || '没有'] as [string, string]] : []),
		['最迟受理', dayInWords(receipt.acceptBy)],
		['最迟答复', dayInWords(receipt.replyBy)],
	];
}

/** Address of the tracking page, without what the QR code brings behind the #. */
export function trackPage({ trackUrl }: Receipt): string {
	return trackUrl.replace(/#.*$/, '');
}

/** The receipt as plain text, for the clipboard. */
export function receiptText(receipt: Receipt, page: ReceiptPage): string {
	const lines = receiptLines(receipt, page).map(([name, value]) => `${name}：${value}`);
	return [`${page.title} 举报回执`, ...lines, `查询网址：${trackPage(receipt)}`].join('\n');
}

/** True when what was typed are the last four digits of the secret. */
export function confirmsSaved(receipt: Receipt, typed: string): boolean {
	return digitsOf(typed) === receipt.secret.slice(-4);
}
