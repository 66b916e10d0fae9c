import { showAlarm } from '../../browser/alarm-lines.ts';
import { bringToTop, clearOfStrip } from '../../browser/bring-to-top.ts';
import { copyText } from '../../browser/copy-text.ts';
import { byId, element, fill } from '../../browser/element.ts';
import { confirmsSaved, type ReceiptPage, receiptLines, receiptText, trackPage } from './receipt-lines.ts';
import { receiptPicture } from './receipt-picture.ts';
import type { Receipt } from './send-report.ts';

/** Shows the receipt, helps to keep it, and takes it away for good once the reporter has confirmed. */
export function showReceipt(receipt: Receipt, page: ReceiptPage, confirmed: () => void): void {
	const box = byId('receipt');
	const code = showCode(receipt);
	// The receipt is whole without it.
	code.catch(() => undefined);
	fill(byId('receipt-lines'), ...receiptLines(receipt, page).map(([name, value]) => line(name, value)));
	showAlarm('receipt', receipt.alarm);
	byId('receipt-address').textContent = trackPage(receipt);
	window.addEventListener('beforeunload', warn);
	byId('receipt-copy').addEventListener('click', () => void copy(receipt, page));
	byId('receipt-print').addEventListener('click', () => window.print());
	byId('receipt-picture').addEventListener('click', () => void savePicture(receipt, code, page));
	byId<HTMLFormElement>('receipt-confirm').addEventListener('submit', (event) => {
		event.preventDefault();
		const typed = byId<HTMLInputElement>('receipt-check').value;
		if (!confirmsSaved(receipt, typed)) {
			refuse('与查询密码的后四位不一致，请对照已保存的回执再填。');
			return;
		}
		stopWarning();
		takeAway(receipt.number);
		confirmed();
	});
	box.hidden = false;
	byId('receipt-heading').focus();
	bringToTop(box);
}

/** Loads what draws the code before it is needed: the network may be gone when the receipt is there. */
export function prepareCode(): void {
	// Asked for once more with the receipt.
	import('../../browser/qr-code.ts').catch(() => undefined);
}

/** Draws the code beside the lines; its squares. Rejects where what draws it cannot be loaded. */
async function showCode({ trackUrl }: Receipt): Promise<boolean[][]> {
	const { qrPicture, qrSquares } = await import('../../browser/qr-code.ts');
	const squares = qrSquares(trackUrl);
	if (byId('receipt-open').hidden) return squares;
	fill(byId('receipt-qr'), qrPicture(squares, '查询页二维码，内含编号和密码'));
	byId('receipt-qr-hint').hidden = false;
	return squares;
}

// Leaving before the secret is kept would lose the only way back to the report.
function warn(event: BeforeUnloadEvent): void {
	event.preventDefault();
	event.returnValue = '';
}

/** Removes the question on leaving the page, for the quick exit. */
export function stopWarning(): void {
	window.removeEventListener('beforeunload', warn);
}

function line(name: string, value: string): HTMLElement {
	return element('div', { class: 'receipt-line' }, element('dt', {}, name), element('dd', {}, ...halves(value)));
}

/** Four groups of digits as two pairs, each of which stays in one line. */
function halves(value: string): Array<Node | string> {
	const [, first, second] = /^(\d{4} \d{4}) (\d{4} \d{4})$/.exec(value) ?? [];
	if (!first || !second) return [value];
	const half = (digits: string) => element('span', { class: 'receipt-half' }, digits);
	return [half(first), ' ', half(second)];
}

function refuse(sentence: string): void {
	const slot = byId('receipt-check-error');
	slot.textContent = sentence;
	slot.hidden = false;
	const field = byId('receipt-check');
	field.setAttribute('aria-invalid', 'true');
	field.focus();
	clearOfStrip(slot);
}

function takeAway(number: string): void {
	for (const id of ['receipt-lines', 'receipt-qr', 'receipt-image']) byId(id).textContent = '';
	byId('receipt-open').hidden = true;
	byId('receipt-done').hidden = false;
	byId('receipt-done-number').textContent = `受理编号尾号 ${number.slice(-4)}`;
	byId('receipt-done-heading').focus();
}

async function copy(receipt: Receipt, page: ReceiptPage): Promise<void> {
	const text = receiptText(receipt, page);
	const done = await copyText(text);
	say(done ? '已复制。请粘贴到只有您能看到的地方。' : '这个浏览器不能自动复制，请截图，或抄写编号和密码。');
}

async function savePicture(receipt: Receipt, code: Promise<boolean[][]>, page: ReceiptPage): Promise<void> {
	byId('receipt-image').textContent = '';
	say('正在生成图片。');
	try {
		const address = await receiptPicture(receipt, await code, page);
		if (byId('receipt-open').hidden) return;
		const download = element('a', { href: address, download: '举报回执.png' }, '下载图片');
		const image = element('img', { src: address, alt: '举报回执图片，内容与上方文字相同' });
		fill(byId('receipt-image'), element('p', {}, '长按图片可以保存到手机，也可以点 ', download, '。'), image);
		say('图片已生成，在按钮下方。');
	} catch {
		say('这个浏览器生成不了可用的图片，请截图保存，或抄写编号和密码。');
	}
}

function say(sentence: string): void {
	byId('receipt-status').textContent = sentence;
}
