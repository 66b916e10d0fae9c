import { type DraftFile, isDraftFile } from './draft-file.ts';

/** What the reporter has filled in so far; kept on this phone only. */
export interface Draft {
	/** Field name to value, as the form holds them. */
	fields: Record<string, string>;
	/** Step that was open. */
	step: number;
	/** Made once per draft: however often it is sent, it stays one report. */
	key: string;
	/** The request as it was first sent, kept until the receipt is confirmed; empty while nothing was sent. */
	sent: string;
	/** Ties the uploaded files to this draft; drafts of before there were files have none. */
	files?: string;
	/** The files chosen so far: known here even where their bytes could not be kept. */
	held?: DraftFile[];
	/** Milliseconds since 1970. */
	savedAt: number;
	/** When its receipt was first shown, in milliseconds since 1970; left out while it was not. */
	shownAt?: number;
}

/** The part of localStorage that is needed. */
export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const draftName = 'report-draft-1';
const dayMs = 24 * 3600 * 1000;
const keptForMs = 30 * dayMs;
/**
 * Days after which the way back to a receipt that was shown, but not confirmed as saved, is gone from the phone: time to
 * get home to pen and paper over a weekend. Later it only helps whoever else picks the phone up.
 */
export const receiptDays = 3;

/**
 * The draft, or undefined when there is none, it is damaged, older than 30 days, or its receipt was shown more than three
 * days ago.
 */
export function loadDraft(store: DraftStore | undefined, now: number): Draft | undefined {
	const draft = read(store);
	if (draft && now - draft.savedAt < keptForMs && now - (draft.shownAt ?? now) < receiptDays * dayMs) return draft;
	removeDraft(store);
	return undefined;
}

/** False when the phone refuses to keep it (private mode, full storage). */
export function saveDraft(store: DraftStore | undefined, draft: Draft): boolean {
	if (!store) return false;
	try {
		store.setItem(draftName, JSON.stringify(draft));
		return true;
	} catch {
		return false;
	}
}

/** Leaves nothing of the draft on the phone. */
export function removeDraft(store: DraftStore | undefined): void {
	try {
		store?.removeItem(draftName);
	} catch {
		// Storage that cannot be written holds no draft either.
	}
}

/** Storage of this browser; undefined where it is switched off, which throws on mere access. */
export function draftStore(): DraftStore | undefined {
	try {
		return window.localStorage;
	} catch {
		return undefined;
	}
}

/** The draft as it lies on the phone now, perhaps of another page; null where there is none. */
export function storedDraft(store: Pick<DraftStore, 'getItem'> | undefined): string | null {
	try {
		return store?.getItem(draftName) ?? null;
	} catch {
		return null;
	}
}

function read(store: DraftStore | undefined): Draft | undefined {
	try {
		const draft: unknown = JSON.parse(storedDraft(store) ?? 'null');
		return isDraft(draft) ? draft : undefined;
	} catch {
		return undefined;
	}
}

function isDraft(value: unknown): value is Draft {
	if (typeof value !== 'object' || value === null) return false;
	const { fields, step, key, sent, files, held, savedAt, shownAt } = value as Record<string, unknown>;
	return (
		typeof fields === 'object' &&
		fields !== null &&
		Object.values(fields).every((field) => typeof field === 'string') &&
		typeof step === 'number' &&
		typeof key === 'string' &&
		typeof sent === 'string' &&
		(files === undefined || typeof files === 'string') &&
		(held === undefined || (Array.isArray(held) && held.every(isDraftFile))) &&
		typeof savedAt === 'number' &&
		(shownAt === undefined || typeof shownAt === 'number')
	);
}
