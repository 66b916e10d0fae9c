import type { EvidenceKind } from '../../../content/facts/evidence-kinds.ts';

/** A chosen file as the draft knows it; its bytes lie in a store of their own, and may be gone from there. */
export interface HeldFile {
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

/** Whether a draft brought such a file, whole. */
export function isHeldFile(value: unknown): value is HeldFile {
	if (typeof value !== 'object' || value === null) return false;
	const { id, name, kind, type, size, url, refusal } = value as Record<string, unknown>;
	return typeof size === 'number' && [id, name, kind, type, url, refusal].every((text) => typeof text === 'string');
}
