import { newKey } from '../../browser/new-key.ts';
import {
	type Draft,
	draftName,
	draftStore,
	loadDraft,
	removeDraft,
	saveDraft,
	storedDraft,
} from '../../form/browser/draft.ts';
import type { DraftFile } from '../../form/browser/draft-file.ts';
import { fieldNames } from './answers.ts';
import { readAnswers } from './answers-form.ts';

/** Whether the draft is saved on the phone; elsewhere: another page has its own draft there, which is not overwritten. */
export type SaveState = 'saved' | 'refused' | 'elsewhere';

/** Saves the form on the phone from the reporter's first input on; what a link filled in is not a draft yet. */
export class DraftSaver {
	private readonly form: HTMLFormElement;
	private readonly held: () => DraftFile[];
	private readonly onState: (state: SaveState, at: Date) => void;
	private readonly store = draftStore();
	private timer = 0;
	private begun = false;
	private closed = false;
	/** The draft as this page found or saved it: anything else there belongs to another page. */
	private stored: string | null;
	private elsewhere = false;
	private shownAt: number | undefined;
	/** The report as it was first sent, until its fate is known. Empty: never sent. */
	sent: string;
	key: string;
	/** Ties the uploaded files to this draft. */
	readonly files: string;
	/** What was found on the phone when the page opened. */
	readonly found: Draft | undefined;
	step = 0;
	/** False where the browser refuses to store anything, or another page has its draft there. */
	saved = true;

	/** `held` returns the files chosen so far; `onState` is called after each attempt to save. */
	constructor(form: HTMLFormElement, held: () => DraftFile[], onState: (state: SaveState, at: Date) => void) {
		this.form = form;
		this.held = held;
		this.onState = onState;
		this.found = loadDraft(this.store, Date.now());
		this.stored = storedDraft(this.store);
		this.shownAt = this.found?.shownAt;
		this.key = this.found?.key ?? newKey();
		this.sent = this.found?.sent ?? '';
		this.files = this.found?.files ?? newKey();
		this.step = this.found?.step ?? 0;
		form.addEventListener('input', () => this.saveSoon());
		form.addEventListener('change', () => this.saveSoon());
		window.addEventListener(
			'storage',
			({ key }) => (key === draftName || key === null) && this.begun && this.isChangedElsewhere(),
		);
		// The last event before a phone drops a page from memory.
		document.addEventListener('visibilitychange', () => document.hidden && this.timer && this.saveNow());
		window.addEventListener('pagehide', () => this.timer && this.saveNow());
	}

	/** Continues the draft that was found on the phone. */
	resume(): void {
		this.begun = true;
		this.isChangedElsewhere();
	}

	/** Its receipt was shown: from now on the draft is only the way back to that. */
	get answered(): boolean {
		return this.shownAt !== undefined;
	}

	/** The receipt is shown; what was filled in is with the server. */
	receiptShown(): void {
		this.shownAt ??= Date.now();
		this.saveNow();
	}

	/** Saves what a script has filled in, if there is a draft already. */
	saveIfBegun(): void {
		if (this.begun) this.saveSoon();
	}

	/** Saves at once; used before leaving the page or sending. */
	saveNow(): void {
		window.clearTimeout(this.timer);
		this.timer = 0;
		this.begun = true;
		if (this.closed || this.isChangedElsewhere()) return;
		const answers = readAnswers(this.form);
		const fields: Record<string, string> = {};
		for (const name of fieldNames) if (answers[name] !== '') fields[name] = answers[name];
		const savedAt = Date.now();
		const { step, key, sent, files, shownAt } = this;
		const draft = { fields, step, key, sent, files, held: this.held(), savedAt };
		this.saved = saveDraft(this.store, shownAt === undefined ? draft : { ...draft, shownAt });
		this.stored = storedDraft(this.store);
		this.onState(this.saved ? 'saved' : 'refused', new Date(savedAt));
	}

	/** The key was used for another report, in another window: this one gets its own. */
	renewKey(): void {
		this.key = newKey();
	}

	/** Stops saving and removes the draft, unless it belongs to another page. */
	end(): void {
		const own = !this.isChangedElsewhere();
		this.closed = true;
		window.clearTimeout(this.timer);
		if (own) removeDraft(this.store);
	}

	/** Stops saving and removes any draft, also that of another page. */
	remove(): void {
		this.closed = true;
		window.clearTimeout(this.timer);
		removeDraft(this.store);
	}

	/**
	 * True once another page has changed or deleted the draft: an older one must not overwrite a newer one, nor restore what
	 * was deleted. This page then shows that and saves nothing any more.
	 */
	private isChangedElsewhere(): boolean {
		if (this.closed) return this.elsewhere;
		if (!this.elsewhere && storedDraft(this.store) !== this.stored) this.elsewhere = true;
		if (!this.elsewhere) return false;
		this.saved = false;
		this.onState('elsewhere', new Date());
		return true;
	}

	private saveSoon(): void {
		this.begun = true;
		window.clearTimeout(this.timer);
		this.timer = window.setTimeout(() => this.saveNow(), 400);
	}
}
