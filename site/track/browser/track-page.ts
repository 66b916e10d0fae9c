import { digitsOf } from '../../../content/facts/digits.ts';
import { byId } from '../../browser/element.ts';
import { newKey } from '../../browser/new-key.ts';
import { EvidencePart } from '../../form/browser/evidence-part.ts';
import { offerQuickExit } from '../../form/browser/quick-exit.ts';
import { openCase } from './case.ts';
import { type CodeErrors, refuseCode, typedCode } from './code-fields.ts';
import { checkCode, type ReceiptCode, readFragment } from './receipt-code.ts';
import { replies } from './replies.ts';
import { offerReply } from './reply-form.ts';
import { showCase } from './show-case.ts';

/** What the page has written of a case. */
const shown = [
	...['case-facts', 'case-timeline', 'case-messages', 'rating-given', 'case-notice', 'case-avoided'],
	...['case-status', 'case-next', 'case-by', 'case-alarm-lines', 'case-omitted-events', 'case-older-status'],
	...['renewed-why', 'renewed-notice'],
	...['consent-question', 'consent-summary', 'consent-files', 'consent-by', 'consent-until'],
];

/** The tracking page: asks for number and secret, shows the case, and forgets both when closed. */
export class TrackPage {
	private readonly form: HTMLFormElement;
	private code: ReceiptCode | undefined;
	private asking = false;
	/** What is added here is not stored on the phone. */
	private readonly files = new EvidencePart(newKey());

	constructor(form: HTMLFormElement) {
		this.form = form;
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			void this.ask();
		});
		for (const id of ['case-close', 'renewed-close']) byId(id).addEventListener('click', () => this.close());
		byId('case-refresh').addEventListener('click', () => {
			byId('case-notice').textContent = '';
			void this.refresh();
		});
		byId('case-print').addEventListener('click', () => window.print());
		for (const reply of replies)
			offerReply(
				reply,
				() => this.code,
				() => this.refresh(),
				reply.what === 'messages' ? this.files : undefined,
			);
		offerQuickExit(byId('quick-exit'), async () => this.close());
		// A page brought back by the back button must not still show the case.
		window.addEventListener('pagehide', () => this.close());
		window.addEventListener('hashchange', () => this.open());
	}

	/** Uses what a QR code brought, and takes it out of the address before anything else happens. */
	open(): void {
		const brought = readFragment(location.hash);
		if (location.hash !== '' && !document.getElementById(location.hash.slice(1))) {
			history.replaceState(null, '', location.pathname);
		}
		if (!brought) return;
		byId<HTMLInputElement>('number').value = brought.number;
		byId<HTMLInputElement>('secret').value = brought.secret;
		void this.ask();
	}

	private async ask(): Promise<void> {
		if (this.asking) return;
		const typed = typedCode('');
		if (this.refuse(checkCode(typed))) return;
		this.code = { number: digitsOf(typed.number), secret: digitsOf(typed.secret) };
		this.asking = true;
		await this.refresh();
		this.asking = false;
		for (const id of ['case', 'renewed']) if (!byId(id).hidden) byId(`${id}-heading`).focus();
	}

	private async refresh(): Promise<void> {
		const { code } = this;
		if (!code) return;
		this.say('正在查询。');
		const reply = await openCase(code);
		if (code !== this.code) return;
		this.say('');
		byId('track-down').hidden = reply.kind !== 'down';
		if (reply.kind === 'answer') {
			showCase(reply.value, code);
			this.form.reset();
			byId('track-ask').hidden = true;
			byId('case').hidden = false;
		} else if (reply.kind === 'refused' && reply.problem.code === 'receipt_renewed') {
			this.showRenewed(reply.problem.sentence);
		} else if (reply.kind === 'refused') {
			this.refuse({ number: reply.problem.sentence });
		} else {
			byId('track-down').focus();
		}
	}

	/** The receipt was made void: it opens nothing, but may be used to tell of retaliation. */
	private showRenewed(sentence: string): void {
		byId('renewed-why').textContent = sentence;
		this.form.reset();
		byId('case').hidden = true;
		byId('track-ask').hidden = true;
		byId('renewed').hidden = false;
	}

	private close(): void {
		this.code = undefined;
		this.files.stopWaiting();
		void this.files.clear(false);
		this.form.reset();
		for (const { id } of replies) byId<HTMLFormElement>(id).reset();
		for (const id of shown) byId(id).textContent = '';
		byId('case').hidden = true;
		byId('renewed').hidden = true;
		byId('track-ask').hidden = false;
	}

	private refuse(sentences: CodeErrors): boolean {
		return refuseCode('', sentences);
	}

	private say(sentence: string): void {
		byId('track-status').textContent = sentence;
	}
}
