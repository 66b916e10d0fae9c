import type { EvidenceKind } from '../../../content/facts/evidence-kinds.ts';
import { newKey } from '../../browser/new-key.ts';
import type { HeldFile } from './held-file.ts';

/**
 * reading: being taken from the phone; late: the phone has not given it yet; missing: neither phone nor server has it
 * whole; refused: the server does not take it.
 */
export type FileState =
	| 'reading'
	| 'late'
	| 'missing'
	| 'queued'
	| 'sending'
	| 'waiting'
	| 'paused'
	| 'done'
	| 'refused';

/** A chosen file on its way. */
export interface EvidenceFile extends HeldFile {
	state: FileState;
	sentBytes: number;
	/** Why the server lets it wait; empty where it has not said. */
	sentence: string;
	/** Undefined where they are not, or not yet, at hand. */
	bytes: Blob | undefined;
	/** Whether this phone keeps it through a reload; undefined while that is not known. */
	kept: boolean | undefined;
	/** The store has answered what it has of it. */
	read: boolean;
}

/** A file as it was just chosen. */
export function chosenFile(chosen: File, kind: EvidenceKind): EvidenceFile {
	const { name, type, size } = chosen;
	const held = { id: newId(), name, kind, type, size, url: '', refusal: '' };
	return { ...fresh(held), bytes: chosen, read: true };
}

/** A file that a draft of an earlier visit knows of. */
export function foundFile(held: HeldFile): EvidenceFile {
	return { ...fresh(held), state: held.refusal ? 'refused' : 'reading' };
}

/** What a draft keeps of it. */
export function asHeld({ id, name, kind, type, size, url, refusal }: EvidenceFile): HeldFile {
	return { id, name, kind, type, size, url, refusal };
}

/** Whether the reporter has to say if the report goes without it. */
export function isLost({ state }: Pick<EvidenceFile, 'state'>): boolean {
	return state === 'late' || state === 'missing' || state === 'refused';
}

function fresh(held: HeldFile): EvidenceFile {
	return { ...held, state: 'queued', sentBytes: 0, sentence: '', bytes: undefined, kept: undefined, read: false };
}

/** Sorts in the order of choosing; file-store.ts reads the time in it. */
function newId(): string {
	return `${Date.now().toString(36)}-${newKey()}`;
}
