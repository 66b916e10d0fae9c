import type { EvidenceKind } from '../../../content/facts/evidence-kinds.ts';
import { newKey } from '../../browser/new-key.ts';
import type { DraftFile } from './draft-file.ts';

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

/** A chosen file with the state of its upload. */
export interface EvidenceFile extends DraftFile {
	state: FileState;
	sentBytes: number;
	/** Why the server makes it wait; empty where it has not said. */
	sentence: string;
	/** Undefined where they are not, or not yet, at hand. */
	bytes: Blob | undefined;
	/** Whether it is stored on this phone and survives a reload; undefined while that is not known. */
	stored: boolean | undefined;
	/** Whether the store has answered for it. */
	read: boolean;
}

/** A file as it was just chosen. */
export function chosenFile(chosen: File, kind: EvidenceKind): EvidenceFile {
	const { name, type, size } = chosen;
	const held = { id: newId(), name, kind, type, size, url: '', refusal: '' };
	return { ...fresh(held), bytes: chosen, read: true };
}

/** A file that a draft of an earlier visit knows of. */
export function foundFile(held: DraftFile): EvidenceFile {
	return { ...fresh(held), state: held.refusal ? 'refused' : 'reading' };
}

/** What a draft keeps of it. */
export function toDraftFile({ id, name, kind, type, size, url, refusal }: EvidenceFile): DraftFile {
	return { id, name, kind, type, size, url, refusal };
}

/** Whether the reporter has to say if the report goes without it. */
export function isLost({ state }: Pick<EvidenceFile, 'state'>): boolean {
	return state === 'late' || state === 'missing' || state === 'refused';
}

function fresh(held: DraftFile): EvidenceFile {
	return { ...held, state: 'queued', sentBytes: 0, sentence: '', bytes: undefined, stored: undefined, read: false };
}

/** Sorts in the order of choosing; file-store.ts reads the time in it. */
function newId(): string {
	return `${Date.now().toString(36)}-${newKey()}`;
}
