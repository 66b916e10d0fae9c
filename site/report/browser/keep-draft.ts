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
import type { HeldFile } from '../../form/browser/held-file.ts';
import { fieldNames } from './answers.ts';
import { readAnswers } from './answers-form.ts';

/** Whether the phone has kept what was typed; elsewhere: another page has its own draft there, which stays. */
export type Keeping = 'kept' | 'refused' | 'elsewhere';

/** Keeps the form on the phone from the first thing that the reporter puts in: what a link filled in is no draft. */
export class DraftKeeper {
	private readonly form: HTMLFormElement;
	private readonly held: () => HeldFile[];
	private readonly tell: (keeping: Keeping, at: Date) => void;
	private readonly store = draftStore();
	private timer = 0;
	private begun = false;
	private closed = false;
	/** What this page has found or put on the phone: anything else there is another page's. */
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
	/** False where the phone refuses to keep anything, or another page has its draft there. */
	kept = true;

	/** `held` are the files chosen so far; `tell` says whether the phone has kept it all. */
	constructor(form: HTMLFormElement, held: () => HeldFile[], tell: (keeping: Keeping, at: Date) => void) {
		this.form = form;
		this.held = held;
		this.tell = tell;
		this.found = loadDraft(this.store, Date.now());
		this.stored = storedDraft(this.store);
		this.shownAt = this.found?.shownAt;
		this.key = this.found?.key ?? newKey();
		this.sent = this.found?.sent ?? '';
		this.files = this.found?.files ?? newKey();
		this.step = this.found?.step ?? 0;
		form.addEventListener('input', () => this.soon());
		form.addEventListener('change', () => this.soon());
		window.addEventListener('storage', ({ key }) => (key === draftName || key === null) && this.begun && this.look());
		// The last moment a phone gives before it drops a page from memory.
		document.addEventListener('visibilitychange', () => document.hidden && this.timer && this.now());
		window.addEventListener('pagehide', () => this.timer && this.now());
	}

	/** Goes on with what was found on the phone. */
	takeUp(): void {
		this.begun = true;
		this.look();
	}

	/** Its receipt was shown: from now on the draft is only the way back to that. */
	get answered(): boolean {
		return this.shownAt !== undefined;
	}

	/** The receipt is shown; what was filled in is with the server. */
	receiptShown(): void {
		this.shownAt ??= Date.now();
		this.now();
	}

	/** Saves what somebody else than the reporter has filled in, if there is a draft to save it in. */
	also(): void {
		if (this.begun) this.soon();
	}

	/** Saves at once; used before anything that may not come back. */
	now(): void {
		window.clearTimeout(this.timer);
		this.timer = 0;
		this.begun = true;
		if (this.closed || this.look()) return;
		const answers = readAnswers(this.form);
		const fields: Record<string, string> = {};
		for (const name of fieldNames) if (answers[name] !== '') fields[name] = answers[name];
		const savedAt = Date.now();
		const { step, key, sent, files, shownAt } = this;
		const draft = { fields, step, key, sent, files, held: this.held(), savedAt };
		this.kept = saveDraft(this.store, shownAt === undefined ? draft : { ...draft, shownAt });
		this.stored = storedDraft(this.store);
		this.tell(this.kept ? 'kept' : 'refused', new Date(savedAt));
	}

	/** The key was used for another report, in another window: this one gets its own. */
	renewKey(): void {
		this.key = newKey();
	}

	/** Saves nothing more, and leaves nothing on the phone but what another page has there. */
	end(): void {
		const own = !this.look();
		this.closed = true;
		window.clearTimeout(this.timer);
		if (own) removeDraft(this.store);
	}

	/** Leaves nothing on the phone, of whichever page, and saves nothing more. */
	remove(): void {
		this.closed = true;
		window.clearTimeout(this.timer);
		removeDraft(this.store);
	}

	/**
	 * True once another page has changed or deleted the draft: older words must not overwrite newer ones, nor bring back
	 * what was deleted. This page says so and keeps to itself what is typed here.
	 */
	private look(): boolean {
		if (this.closed) return this.elsewhere;
		if (!this.elsewhere && storedDraft(this.store) !== this.stored) this.elsewhere = true;
		if (!this.elsewhere) return false;
		this.kept = false;
		this.tell('elsewhere', new Date());
		return true;
	}

	private soon(): void {
		this.begun = true;
		window.clearTimeout(this.timer);
		this.timer = window.setTimeout(() => this.now(), 400);
	}
}
