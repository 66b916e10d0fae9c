import { fieldNames } from './answers.ts';
import { readAnswers } from './answers-form.ts';
import { type Draft, loadDraft, phoneShelf, removeDraft, saveDraft } from './draft.ts';
import type { HeldFile } from './evidence/held-file.ts';
import { newKey } from './new-key.ts';

/** Keeps the form on the phone from the first thing that the reporter puts in: what a link filled in is no draft. */
export class DraftKeeper {
	private readonly form: HTMLFormElement;
	private readonly held: () => HeldFile[];
	private readonly tell: (kept: boolean, at: Date) => void;
	private readonly shelf = phoneShelf();
	private timer = 0;
	private begun = false;
	private closed = false;
	/** The report as it was first sent, until its fate is known. Empty: never sent. */
	sent: string;
	key: string;
	/** Ties the uploaded files to this draft. */
	readonly files: string;
	/** What was found on the phone when the page opened. */
	readonly found: Draft | undefined;
	step = 0;
	/** False where the phone refuses to keep anything. */
	kept = true;

	/** `held` are the files chosen so far; `tell` says whether the phone has kept it all. */
	constructor(form: HTMLFormElement, held: () => HeldFile[], tell: (kept: boolean, at: Date) => void) {
		this.form = form;
		this.held = held;
		this.tell = tell;
		this.found = loadDraft(this.shelf, Date.now());
		this.key = this.found?.key ?? newKey();
		this.sent = this.found?.sent ?? '';
		this.files = this.found?.files ?? newKey();
		this.step = this.found?.step ?? 0;
		form.addEventListener('input', () => this.soon());
		form.addEventListener('change', () => this.soon());
		// The last moment a phone gives before it drops a page from memory.
		document.addEventListener('visibilitychange', () => document.hidden && this.timer && this.now());
		window.addEventListener('pagehide', () => this.timer && this.now());
	}

	/** Goes on with what was found on the phone. */
	takeUp(): void {
		this.begun = true;
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
		if (this.closed) return;
		const answers = readAnswers(this.form);
		const fields: Record<string, string> = {};
		for (const name of fieldNames) if (answers[name] !== '') fields[name] = answers[name];
		const savedAt = Date.now();
		const { step, key, sent, files } = this;
		this.kept = saveDraft(this.shelf, { fields, step, key, sent, files, held: this.held(), savedAt });
		this.tell(this.kept, new Date(savedAt));
	}

	/** The key was used for another report, in another window: this one gets its own. */
	renewKey(): void {
		this.key = newKey();
	}

	/** Leaves nothing on the phone and saves nothing more. */
	remove(): void {
		this.closed = true;
		window.clearTimeout(this.timer);
		removeDraft(this.shelf);
	}

	private soon(): void {
		this.begun = true;
		window.clearTimeout(this.timer);
		this.timer = window.setTimeout(() => this.now(), 400);
	}
}
