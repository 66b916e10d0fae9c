import { postJson } from '../../browser/call-api.ts';
import type { Prover } from '../../browser/captcha/prove.ts';
import { byId } from '../../browser/element.ts';
import type { DraftSaver } from './save-draft.ts';
import { type Receipt, ReportRefused, SendingStopped, type SendState, sendReport } from './send-report.ts';

/** The page that shows while a report is on its way: says what happens, lets the reporter retry or stop. */
export class Sending {
	private readonly prover: Prover;
	private wake: (() => void) | undefined;
	private halted = false;
	/** True once anything has left the phone. */
	private posted = false;
	private stop: Promise<never> = new Promise(() => undefined);
	private halt: () => void = () => undefined;

	constructor(prover: Prover) {
		this.prover = prover;
		window.addEventListener('online', () => this.wake?.());
		byId('send-now').addEventListener('click', () => this.wake?.());
		byId('send-stop').addEventListener('click', () => {
			this.halted = true;
			this.halt();
			this.wake?.();
		});
	}

	/**
	 * Sends `request` (JSON) under the draft's key until it is answered; `earlier` is true when an older wording had
	 * arrived and counts. Rejects with ReportRefused or SendingStopped.
	 */
	async run(request: string, draft: DraftSaver): Promise<{ receipt: Receipt; earlier: boolean }> {
		this.halted = false;
		this.posted = false;
		this.stop = new Promise((_, reject) => {
			this.halt = () => reject(new SendingStopped());
		});
		// Nobody may be waiting when it is stopped.
		this.stop.catch(() => undefined);
		const before = draft.sent;
		remember(draft, before || request);
		byId('send-kept').hidden = !draft.saved;
		byId('send-unkept').hidden = draft.saved;
		// Nothing is left to go back to once the receipt was there.
		byId('send-stop').hidden = draft.answered;
		byId('sending').hidden = false;
		byId('sending-heading').focus();
		try {
			return { receipt: await this.send(request, draft), earlier: false };
		} catch (error) {
			if (error instanceof ReportRefused && error.problem.code === 'idempotency_reused') {
				return await this.resolve(request, before, draft);
			}
			// A refusal, or what never left, says nothing of an earlier attempt whose answer never came.
			if (error instanceof ReportRefused || !this.posted) remember(draft, before);
			throw error;
		} finally {
			byId('sending').hidden = true;
		}
	}

	/** The key has brought in a report of other words: an earlier wording of this draft, or another window's. */
	private async resolve(
		request: string,
		before: string,
		draft: DraftSaver,
	): Promise<{ receipt: Receipt; earlier: boolean }> {
		if (before !== '' && before !== request) {
			return { receipt: await this.send(before, draft), earlier: true };
		}
		draft.renewKey();
		remember(draft, request);
		return { receipt: await this.send(request, draft), earlier: false };
	}

	private send(request: string, { key, files }: DraftSaver): Promise<Receipt> {
		return sendReport(JSON.parse(request), key, {
			post: (body, once) => {
				this.posted = true;
				return postJson('reports', body, { 'Idempotency-Key': once, 'Upload-Draft': files });
			},
			// A captcha may wait for the reporter, who may rather stop.
			prove: () => Promise.race([this.prover.answer(), this.stop]),
			spoiled: () => this.prover.forget(),
			pause: (seconds) => this.pause(seconds),
			online: () => navigator.onLine,
			tell: show,
			stopped: () => this.halted,
		});
	}

	private pause(seconds: number): Promise<void> {
		return new Promise((resolve) => {
			const timer = window.setTimeout(resolve, seconds * 1000);
			this.wake = () => {
				window.clearTimeout(timer);
				resolve();
			};
		});
	}
}

/** Kept before anything is sent, so that a page that dies on the way can go on. */
function remember(draft: DraftSaver, sent: string): void {
	draft.sent = sent;
	draft.saveNow();
}

const reasons = {
	offline: '手机没有网络，恢复后会自动发送。',
	network: '网络中断，没有收到回复。',
	server: '服务暂时不可用。',
	busy: '当前提交较多，需要等候。',
};

function show(state: SendState): void {
	byId('send-status').textContent = inWords(state);
	byId('send-now').hidden = state.kind !== 'waiting';
}

function inWords(state: SendState): string {
	if (state.kind === 'proving') return '正在准备发送。';
	if (state.kind === 'sending') return '正在发送，请不要关闭本页。';
	if (state.why === 'offline') return reasons.offline;
	return `${reasons[state.why]}${state.seconds} 秒后自动重试，不会重复提交。`;
}
