import { type EvidenceKind, evidenceKinds } from './evidence-kinds.ts';

/** How many files there are of one kind. */
export interface KindCount {
	kind: EvidenceKind;
	count: number;
}

/** Files by kind, as form and receipt name them; a kind of which there is none is left out. */
export function countKinds(files: Array<{ kind: string | null }>): KindCount[] {
	return evidenceKinds
		.map((kind) => ({ kind, count: files.filter((file) => file.kind === kind).length }))
		.filter(({ count }) => count > 0);
}
