import type { EvidenceKind } from '../../../content/facts/evidence-kinds.ts';

/** A chosen file as stored in the draft; its bytes are in a store of their own (file-store.ts), and may be gone. */
export interface DraftFile {
	id: string;
	name: string;
	kind: EvidenceKind;
	/** As the phone states it; may be empty. */
	type: string;
	/** Bytes. */
	size: number;
	/** Where the server takes it; empty until it has announced itself. */
	url: string;
	/** Why the server did not take it; empty where it did, or has not said. */
	refusal: string;
}

/** Whether a value from a stored draft is a complete file entry. */
export function isDraftFile(value: unknown): value is DraftFile {
	if (typeof value !== 'object' || value === null) return false;
	const { id, name, kind, type, size, url, refusal } = value as Record<string, unknown>;
	return typeof size === 'number' && [id, name, kind, type, url, refusal].every((text) => typeof text === 'string');
}
