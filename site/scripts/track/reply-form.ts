import { byId } from '../report/element.ts';
import type { EvidencePart } from '../report/evidence/evidence-part.ts';
import { addToCase, type Content } from './case.ts';
import type { ReceiptCode } from './receipt-code.ts';

/** One thing a reporter can add: a message, a rating or a request for review. */
export interface ReplyForm {
	/** Id of the form; its error and status have the ids `<id>-error` and `<id>-status`. */
	id: string;
	what: 'messages' | 'rating' | 'review';
	/** The content, or the sentence that says what is missing. */
	read(form: HTMLFormElement): Content | string;
	done: string;
}

/** Sends what was written; what was typed stays until the server has it. */
export function offerReply(
	reply: ReplyForm,
	code: () => ReceiptCode | undefined,
	refresh: () => Promise<void>,
	files?: EvidencePart,
): void {
	const form = byId<HTMLFormElement>(reply.id);
	let busy = false;
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const open = code();
		if (busy || !open) return;
		const content = reply.read(form);
		if (typeof content === 'string') {
			refuse(form, reply.id, content);
			return;
		}
		const start = () => {
			busy = true;
			void send(form, reply, open, content, refresh, files).finally(() => {
				busy = false;
			});
		};
		if (files) files.whenComplete(start);
		else start();
	});
}

async function send(
	form: HTMLFormElement,
	{ id, what, done }: ReplyForm,
	code: ReceiptCode,
	content: Content,
	refresh: () => Promise<void>,
	files: EvidencePart | undefined,
): Promise<void> {
	clear(form, id);
	byId(`${id}-status`).textContent = '正在发送。';
	const reply = await addToCase(code, what, content, files && { ids: files.ids(), token: files.token });
	byId(`${id}-status`).textContent = '';
	if (reply.kind === 'down') {
		refuse(form, id, '没有发送成功，内容还在这里，请检查网络后再试。');
	} else if (reply.kind === 'refused') {
		const [first] = reply.problem.errors;
		refuse(form, id, first?.message ?? reply.problem.sentence);
	} else {
		form.reset();
		await files?.clear(true);
		byId('case-notice').textContent = done;
		await refresh();
		byId('case-notice').focus();
	}
}

function refuse(form: HTMLFormElement, id: string, sentence: string): void {
	const slot = byId(`${id}-error`);
	slot.textContent = sentence;
	slot.hidden = false;
	const control = form.querySelector<HTMLElement>('textarea, input');
	control?.setAttribute('aria-invalid', 'true');
	control?.focus();
}

function clear(form: HTMLFormElement, id: string): void {
	byId(`${id}-error`).hidden = true;
	form.querySelector('[aria-invalid]')?.removeAttribute('aria-invalid');
}
