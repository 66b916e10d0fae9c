import { clearOfStrip } from '../../browser/bring-to-top.ts';
import { byId } from '../../browser/element.ts';
import { newKey } from '../../browser/new-key.ts';
import type { EvidencePart } from '../../form/browser/evidence-part.ts';
import { addToCase, type Content, type ReplyKind } from './case.ts';
import { reenteredCode, refuseCode } from './code-fields.ts';
import type { ReceiptCode } from './receipt-code.ts';
import { sendWithRetries } from './send-with-retries.ts';

/** One thing a reporter can add: a message, a rating, a request for review, an answer. */
export interface ReplyForm {
	/** Id of the form; its error and status have the ids `<id>-error` and `<id>-status`. */
	id: string;
	what: ReplyKind;
	/** Number and secret are entered anew for it, in fields of the form. */
	anew?: boolean;
	/** The content, or the sentence that says what is missing. */
	read(form: HTMLFormElement): Content | string;
	done: string;
	/** Id of the element that says so; case-notice where it is left out. */
	notice?: string;
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
		clear(form, reply.id);
		const entered = reply.anew ? reenteredCode(prefixOf(reply), open) : open;
		if (!entered) return;
		const start = async () => {
			busy = true;
			try {
				const sent = { code: entered, content, key };
				const around = { stillOpen: () => code() === open, refresh, files };
				if (await send(form, reply, sent, around)) key = newKey();
			} finally {
				busy = false;
			}
		};
		if (files) files.whenComplete(() => void start());
		else void start();
	});
}

/** The case that is open on the page, and the files that go with what is written. */
interface Around {
	stillOpen: () => boolean;
	refresh: () => Promise<void>;
	files: EvidencePart | undefined;
}

/** True when the key has done its work: what was sent under it is with the server. */
async function send(
	form: HTMLFormElement,
	reply: ReplyForm,
	{ code, content, key }: { code: ReceiptCode; content: Content; key: string },
	{ stillOpen, refresh, files }: Around,
): Promise<boolean> {
	const { id, what, done, notice = 'case-notice' } = reply;
	clear(form, id);
	const say = (sentence: string) => {
		byId(`${id}-status`).textContent = sentence;
	};
	const sent = { content, key, files: files && { ids: files.ids(), token: files.token } };
	const answer = await sendWithRetries(() => addToCase(code, what, sent), stillOpen, say);
	say('');
	if (!stillOpen()) return true;
	if (answer.kind === 'answer') {
		form.reset();
		await files?.clear(true);
		byId(notice).textContent = done;
		await refresh();
		byId(notice).focus();
		return true;
	}
	if (answer.kind === 'down') {
		refuse(form, id, '没有收到回复，内容还在这里。请检查网络后再点一次，不会重复发送。');
		return false;
	}
	if (answer.problem.code === 'idempotency_reused') {
		// An earlier wording had arrived, and its answer was lost on the way.
		await refresh();
		refuse(form, id, '先前发送的内容已经送达，请在上方核对。现在改过的内容还没有发送，需要的请再点一次。');
		return true;
	}
	const [first] = answer.problem.errors;
	const sentence = first?.message ?? answer.problem.sentence;
	if (reply.anew && answer.problem.code === 'not_found') refuseCode(prefixOf(reply), { secret: sentence });
	else refuse(form, id, sentence);
	return false;
}

const prefixOf = ({ id }: ReplyForm) => `${id}-`;

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
