import { clearOfStrip } from '../report/bring-to-top.ts';
import { byId } from '../report/element.ts';
import type { EvidencePart } from '../report/evidence/evidence-part.ts';
import { newKey } from '../report/new-key.ts';
import { addToCase, type Content, type ReplyKind } from './case.ts';
import type { ReceiptCode } from './receipt-code.ts';
import { sendAgain } from './send-again.ts';

/** One thing a reporter can add: a message, a rating, a request for review, a claim. */
export interface ReplyForm {
	/** Id of the form; its error and status have the ids `<id>-error` and `<id>-status`. */
	id: string;
	what: ReplyKind;
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
	// Kept while no answer came: what arrived after all is then not taken in a second time.
	let key = newKey();
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const open = code();
		if (busy || !open) return;
		const content = reply.read(form);
		if (typeof content === 'string') {
			refuse(form, reply.id, content);
			return;
		}
		const start = async () => {
			busy = true;
			try {
				if (await send(form, reply, { open, content, key }, () => code() === open, refresh, files)) key = newKey();
			} finally {
				busy = false;
			}
		};
		if (files) files.whenComplete(() => void start());
		else void start();
	});
}

/** True when the key has done its work: what was sent under it is with the server. */
async function send(
	form: HTMLFormElement,
	{ id, what, done }: ReplyForm,
	{ open, content, key }: { open: ReceiptCode; content: Content; key: string },
	stillOpen: () => boolean,
	refresh: () => Promise<void>,
	files: EvidencePart | undefined,
): Promise<boolean> {
	clear(form, id);
	const say = (sentence: string) => {
		byId(`${id}-status`).textContent = sentence;
	};
	const sent = { content, key, files: files && { ids: files.ids(), token: files.token } };
	const reply = await sendAgain(() => addToCase(open, what, sent), stillOpen, say);
	say('');
	if (!stillOpen()) return true;
	if (reply.kind === 'answer') {
		form.reset();
		await files?.clear(true);
		byId('case-notice').textContent = done;
		await refresh();
		byId('case-notice').focus();
		return true;
	}
	if (reply.kind === 'down') {
		refuse(form, id, '没有收到回复，内容还在这里。请检查网络后再点一次，不会重复发送。');
		return false;
	}
	if (reply.problem.code === 'idempotency_reused') {
		// An earlier wording had arrived, and its answer was lost on the way.
		await refresh();
		refuse(form, id, '先前发送的内容已经送达，请在上方核对。现在改过的内容还没有发送，需要的请再点一次。');
		return true;
	}
	const [first] = reply.problem.errors;
	refuse(form, id, first?.message ?? reply.problem.sentence);
	return false;
}

function refuse(form: HTMLFormElement, id: string, sentence: string): void {
	const slot = byId(`${id}-error`);
	slot.textContent = sentence;
	slot.hidden = false;
	const control = form.querySelector<HTMLElement>('textarea, input');
	control?.setAttribute('aria-invalid', 'true');
	control?.focus();
	clearOfStrip(slot);
}

function clear(form: HTMLFormElement, id: string): void {
	byId(`${id}-error`).hidden = true;
	form.querySelector('[aria-invalid]')?.removeAttribute('aria-invalid');
}
