import { type HeldFile, isHeldFile } from './evidence/held-file.ts';

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
	held?: HeldFile[];
	/** Milliseconds since 1970. */
	savedAt: number;
}

/** The part of localStorage that is needed. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const name = 'report-draft-1';
const keptForMs = 30 * 24 * 3600 * 1000;

/** The draft, or undefined when there is none, it is damaged, or older than 30 days. */
export function loadDraft(shelf: Shelf | undefined, now: number): Draft | undefined {
	const draft = read(shelf);
	if (draft && now - draft.savedAt < keptForMs) return draft;
	removeDraft(shelf);
	return undefined;
}

/** False when the phone refuses to keep it (private mode, full storage). */
export function saveDraft(shelf: Shelf | undefined, draft: Draft): boolean {
	if (!shelf) return false;
	try {
		shelf.setItem(name, JSON.stringify(draft));
		return true;
	} catch {
		return false;
	}
}

/** Leaves nothing of the draft on the phone. */
export function removeDraft(shelf: Shelf | undefined): void {
	try {
		shelf?.removeItem(name);
	} catch {
		// Storage that cannot be written holds no draft either.
	}
}

/** Storage of this browser; undefined where it is switched off, which throws on mere access. */
export function phoneShelf(): Shelf | undefined {
	try {
		return window.localStorage;
	} catch {
		return undefined;
	}
}

function read(shelf: Shelf | undefined): Draft | undefined {
	try {
		const draft: unknown = JSON.parse(shelf?.getItem(name) ?? 'null');
		return isDraft(draft) ? draft : undefined;
	} catch {
		return undefined;
	}
}

function isDraft(value: unknown): value is Draft {
	if (typeof value !== 'object' || value === null) return false;
	const { fields, step, key, sent, files, held, savedAt } = value as Record<string, unknown>;
	return (
		typeof fields === 'object' &&
		fields !== null &&
		Object.values(fields).every((field) => typeof field === 'string') &&
		typeof step === 'number' &&
		typeof key === 'string' &&
		typeof sent === 'string' &&
		(files === undefined || typeof files === 'string') &&
		(held === undefined || (Array.isArray(held) && held.every(isHeldFile))) &&
		typeof savedAt === 'number'
	);
}
