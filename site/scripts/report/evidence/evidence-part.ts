import { byId } from '../element.ts';
import type { Limits } from './check-file.ts';
import { inMegabytes } from './check-file.ts';
import { Evidence } from './evidence.ts';
import { dropAllFiles } from './file-shelf.ts';
import { FileList } from './show-files.ts';

/** The part of the form where files are chosen, and the question before sending while some are still on their way. */
export class EvidencePart {
	private readonly evidence: Evidence;
	private readonly list: FileList;
	private waiting: (() => void) | undefined;

	/** See Evidence; `chosen` is called when files were added. */
	constructor(draft: string, keeps: boolean, chosen: () => void = () => undefined) {
		const input = byId<HTMLInputElement>('evidence');
		const limits = JSON.parse(input.dataset.limits ?? '') as Limits;
		this.evidence = new Evidence(draft, keeps, limits, {
			changed: () => this.show(),
			tell: (sentence) => {
				byId('evidence-status').textContent = sentence;
			},
			refuse: (sentences) => {
				byId('evidence-refused').textContent = sentences;
			},
		});
		this.list = new FileList(byId('evidence-files'), this.evidence);
		input.addEventListener('change', () => {
			this.evidence.add(Array.from(input.files ?? []));
			// The same file may be chosen again after it was removed.
			input.value = '';
			chosen();
		});
		byId('evidence-without').addEventListener('click', () => {
			for (const file of this.evidence.unfinished()) this.evidence.remove(file);
		});
	}

	/** Takes up files of an earlier visit, or clears away what was left without a draft. */
	open(draftFound: boolean): void {
		void (draftFound ? this.evidence.resume() : dropAllFiles());
	}

	ids(): string[] {
		return this.evidence.ids();
	}

	get token(): string {
		return this.evidence.token;
	}

	inWords(): string {
		const { files } = this.evidence;
		const refused = files.filter(({ state }) => state === 'refused').length;
		if (files.length === refused) return '没有添加';
		return `${files.length - refused} 个文件`;
	}

	/** Calls `send` when all files are complete, or the reporter does without the rest; at once if none is left. */
	whenComplete(send: () => void): void {
		this.waiting = undefined;
		if (this.evidence.unfinished().length === 0) {
			send();
			return;
		}
		this.waiting = send;
		for (const file of this.evidence.unfinished()) if (file.state === 'paused') this.evidence.continue(file);
		this.show();
		byId('evidence-waiting').focus();
	}

	/** Sends again what the server has removed since, for a page left open for days; false where there is nothing. */
	askAgain(): boolean {
		return this.evidence.askAgain();
	}

	/** The reporter went back to change something. */
	stopWaiting(): void {
		this.waiting = undefined;
		this.show();
	}

	/** See Evidence; what was said of files goes with them, for it names them. */
	clear(sent: boolean): Promise<void> {
		for (const id of ['evidence-status', 'evidence-refused']) byId(id).textContent = '';
		return this.evidence.clear(sent);
	}

	private show(): void {
		this.list.show();
		const left = this.evidence.unfinished();
		byId('evidence-waiting').hidden = this.waiting === undefined;
		const bytes = left.reduce((sum, { file, sentBytes }) => sum + file.size - sentBytes, 0);
		const words = `还有 ${left.length} 个文件没有传完，约 ${inMegabytes(bytes)}。`;
		byId('evidence-waiting-text').textContent = words;
		if (left.length > 0 || !this.waiting) return;
		const send = this.waiting;
		this.waiting = undefined;
		byId('evidence-waiting').hidden = true;
		send();
	}
}
