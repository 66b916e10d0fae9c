import { momentInWords } from '../../../content/facts/time.ts';
import { byId, element, fill } from '../../browser/element.ts';
import { type Case, openCase } from './case.ts';
import { messagePictures } from './message-pictures.ts';
import type { ReceiptCode } from './receipt-code.ts';

/** The case whose messages are shown: what comes in for another, or after it was closed, is not. */
let shown: Case | undefined;

/** Shows the newest messages of a case, and a button for those before them while there are any. */
export function showMessages(found: Case, code: ReceiptCode): void {
	shown = found;
	const list = byId('case-messages');
	fill(list, ...found.messages.map((each) => message(each, code)));
	byId('case-no-messages').hidden = found.messages.length > 0;
	let oldest = found;
	const show = () => {
		const { moreMessages, messagesTotal } = oldest;
		byId('case-older').hidden = moreMessages === 0;
		byId('case-older').textContent = `查看更早的留言（还有 ${moreMessages} 条，共 ${messagesTotal} 条）`;
		byId('case-older-status').textContent = '';
	};
	show();
	let busy = false;
	byId('case-older').onclick = async () => {
		const before = oldest.messagesBefore;
		if (busy || before === null) return;
		busy = true;
		byId('case-older-status').textContent = '正在打开。';
		const reply = await openCase(code, before);
		busy = false;
		if (shown !== found || byId('case').hidden) return;
		if (reply.kind !== 'answer') {
			const down = '没有打开，请检查网络后再点一次。';
			byId('case-older-status').textContent = reply.kind === 'down' ? down : reply.problem.sentence;
			return;
		}
		oldest = reply.value;
		const first = list.firstChild;
		for (const each of oldest.messages) list.insertBefore(message(each, code), first);
		show();
		byId('case-older-status').textContent = `已打开更早的 ${oldest.messages.length} 条。`;
	};
}

function message({ at, from, text, pictures }: Case['messages'][number], code: ReceiptCode): HTMLElement {
	const who = element('p', { class: 'message-head' }, from === 'reporter' ? '您' : '承办单位', '，');
	who.appendChild(element('time', { datetime: at }, momentInWords(at)));
	const item = element('li', { class: `message message-${from}` }, who, element('p', { class: 'message-text' }, text));
	if (pictures.length > 0) item.appendChild(messagePictures(code, pictures));
	return item;
}
