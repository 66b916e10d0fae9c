import { countKinds } from '../../../content/facts/count-kinds.ts';
import { fileSize } from '../../../content/facts/file-size.ts';
import { byId, element, fill, setText } from '../../browser/element.ts';
import type { Limits } from './check-file.ts';
import { countsLabel, type KindNames, kindNames } from './count-label.ts';
import type { DraftFile } from './draft-file.ts';
import { Evidence } from './evidence.ts';
import type { EvidenceFile } from './evidence-file.ts';
import { dropOldBytes } from './file-store.ts';
import { FileList } from './show-files.ts';

const dayMs = 24 * 3600 * 1000;

/** Callbacks and options of the page around the files. */
export interface EvidencePage {
	/** Files of an earlier visit; undefined where nothing is kept on the phone at all. */
	held?: DraftFile[];
	/** What a draft has to know of them has changed. */
	keep?(): void;
	/** Something that the page says of them has changed. */
	changed?(): void;
	/** Leads back to where files are chosen. */
	back?(): void;
}

/** The part of the form where files are chosen, and the question before sending while not all have arrived. */
export class EvidencePart {
	private readonly evidence: Evidence;
	private readonly limits: Limits;
	private readonly page: EvidencePage;
	private readonly list: FileList;
	private readonly input = byId<HTMLInputElement>('evidence');
	private waiting: (() => void) | undefined;
	private asking = false;
	private instead: EvidenceFile | undefined;

	/** `draft` ties the files to what is being written. */
	constructor(draft: string, page: EvidencePage = {}) {
		this.limits = JSON.parse(this.input.dataset.limits ?? '') as Limits;
		this.page = page;
		this.evidence = new Evidence({ draft, keeps: page.held !== undefined, held: page.held ?? [] }, this.limits, {
			changed: () => this.show(),
			held: () => page.keep?.(),
			tell: (sentence) => {
				byId('evidence-status').textContent = sentence;
			},
			refuse: (sentences) => {
				byId('evidence-refused').textContent = sentences;
			},
		});
		this.list = new FileList(byId('evidence-files'), this.evidence, (file) => this.replace(file));
		this.listen();
	}

	/** Restores the files of an earlier visit. */
	resume(): void {
		this.evidence.resume();
	}

	/** Removes files left without a draft, but not those that another page may be storing just now. */
	clearAway(): void {
		void dropOldBytes(Date.now() - dayMs);
	}

	ids(): string[] {
		return this.evidence.ids();
	}

	held(): DraftFile[] {
		return this.evidence.held();
	}

	/** Kinds of files as content names them. */
	get kinds(): KindNames {
		return kindNames(this.limits.kinds);
	}

	get token(): string {
		return this.evidence.token;
	}

	/** What will be sent, and what of it is not there, a line each. */
	inWords(): string {
		const lost = this.evidence.lost();
		const good = this.evidence.files.filter((file) => !lost.includes(file));
		const open = this.evidence.unfinished();
		const counts = countsLabel(countKinds(good), this.kinds);
		const reading = open.some(({ state }) => state === 'reading');
		const sending = open.length > 0 ? `，其中 ${open.length} 个还没有传完` : '';
		const more = reading ? '，正在从本机读取' : sending;
		const wrong = lost.map((file) => this.whatIsWrong(file));
		const all = this.evidence.files.length === 0 ? '没有添加' : counts + more;
		return [all, ...wrong, this.unkeptInWords()].filter(Boolean).join('\n');
	}

	/** What must be known at every step: files that are not there, and files that a reload would lose. */
	warnings(): string {
		const lost = this.evidence.lost().map((file) => this.whatIsWrong(file));
		return [...lost, this.unkeptInWords()].join('');
	}

	/** Calls `send` when all files have arrived, or the reporter does without the rest; at once if none is left. */
	whenComplete(send: () => void): void {
		this.waiting = send;
		this.asking = false;
		for (const file of this.evidence.unfinished()) if (file.state === 'paused') this.evidence.continue(file);
		this.show();
		const box = byId('evidence-waiting');
		if (!box.hidden) box.focus();
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

	/** Leads to the files that need a choice, or to where others are chosen. */
	showLost(): void {
		const target = byId('evidence-files').querySelector<HTMLElement>('[data-replace]:not([hidden])') ?? this.input;
		target.focus();
	}

	private listen(): void {
		this.input.addEventListener('click', ({ isTrusted }) => {
			// Chosen by its own button, not by that of one file.
			if (isTrusted) this.instead = undefined;
		});
		this.input.addEventListener('change', () => {
			this.evidence.add(Array.from(this.input.files ?? []), this.instead);
			this.instead = undefined;
			// The same file may be chosen again after it was removed.
			this.input.value = '';
		});
		byId('evidence-without').addEventListener('click', () => {
			for (const file of this.evidence.unfinished()) this.evidence.remove(file);
		});
		byId('evidence-drop').addEventListener('click', () => {
			for (const file of this.evidence.lost()) this.evidence.remove(file);
		});
		byId('evidence-back').addEventListener('click', () => {
			this.stopWaiting();
			this.page.back?.();
			this.showLost();
		});
	}

	private replace(file: EvidenceFile): void {
		this.input.click();
		this.instead = file;
	}

	private show(): void {
		this.list.show();
		setText('evidence-unkept', this.unkeptInWords());
		this.page.changed?.();
		this.showWaiting();
	}

	private showWaiting(): void {
		const [left, lost] = [this.evidence.unfinished(), this.evidence.lost()];
		if (this.waiting && left.length === 0 && lost.length === 0) {
			const send = this.waiting;
			this.waiting = undefined;
			byId('evidence-waiting').hidden = true;
			send();
			return;
		}
		const asked = this.asking;
		this.asking = this.waiting !== undefined && lost.length > 0;
		const box = byId('evidence-waiting');
		box.hidden = this.waiting === undefined;
		box.setAttribute('aria-labelledby', this.asking ? 'evidence-lost-text' : 'evidence-waiting-text');
		byId('evidence-pending').hidden = this.asking;
		byId('evidence-lost').hidden = !this.asking;
		byId('evidence-waiting-text').textContent = pendingInWords(left);
		if (asked !== this.asking && this.waiting) box.focus();
		if (!this.asking) return;
		fill(byId('evidence-lost-files'), ...lost.map((file) => element('li', {}, this.whatIsWrong(file))));
		byId('evidence-drop').textContent = lost.length > 1 ? '不带这些文件提交' : '不带它提交';
	}

	private whatIsWrong(file: EvidenceFile): string {
		const named = this.named(file);
		if (file.state === 'late') return `${named}还没有从本机读出，可以继续等，也可以重新选择。`;
		return file.state === 'missing' ? `${named}没有保存在本机，请重新选择。` : `${named}没有被接收：${file.refusal}`;
	}

	private unkeptInWords(): string {
		const unkept = this.evidence.unkept().map(({ name }) => `“${name}”`);
		return unkept.length > 0 ? `本机存不下${unkept.join('、')}，提交之前请不要关闭或刷新本页。` : '';
	}

	private named(file: EvidenceFile): string {
		return `${this.kinds[file.kind]} ${file.name}（${fileSize(file.size)}）`;
	}
}

function pendingInWords(left: EvidenceFile[]): string {
	const reading = left.filter(({ state }) => state === 'reading').length;
	if (reading > 0) return `正在读取保存在本机的 ${reading} 个文件。`;
	const bytes = left.reduce((sum, { size, sentBytes }) => sum + size - sentBytes, 0);
	return `还有 ${left.length} 个文件没有传完，约 ${fileSize(bytes)}。`;
}
