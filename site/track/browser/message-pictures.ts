import { element } from '../../browser/element.ts';
import { openPicture } from './case.ts';
import type { ReceiptCode } from './receipt-code.ts';

/** The pictures of one message: loaded when the reporter asks for them, each may be some hundred KB on a slow line. */
export function messagePictures(code: ReceiptCode, ids: string[]): HTMLElement {
	const show = element(
		'button',
		{ type: 'button', class: 'button button-quiet no-print' },
		`查看照片（${ids.length} 张）`,
	);
	const said = element('p', { role: 'status' });
	const box = element('div', { class: 'message-pictures' }, show, said);
	let next = 0;
	let busy = false;

	async function load(): Promise<void> {
		if (busy) return;
		busy = true;
		for (; next < ids.length; next++) {
			said.textContent = `正在打开第 ${next + 1} 张。`;
			const reply = await openPicture(code, ids[next] ?? '');
			if (reply.kind !== 'answer') {
				said.textContent = reply.kind === 'down' ? '照片没有打开，请检查网络后再点一次。' : reply.problem.sentence;
				busy = false;
				return;
			}
			box.insertBefore(shown(reply.value, next), show);
		}
		said.textContent = '';
		box.removeChild(show);
	}
	show.addEventListener('click', () => void load());
	return box;
}

function shown(picture: Blob, index: number): HTMLElement {
	const address = URL.createObjectURL(picture);
	const image = element('img', { src: address, alt: `承办单位发来的照片 ${index + 1}` });
	image.addEventListener('load', () => URL.revokeObjectURL(address), { once: true });
	return image;
}
