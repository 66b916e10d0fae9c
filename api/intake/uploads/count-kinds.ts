import type { EvidenceKind } from '../../../content/schema/evidence.ts';
import type { Upload } from './find-upload.ts';

/** How many files of one kind came with a report. */
export interface KindCount {
	kind: EvidenceKind;
	count: number;
}

const order: EvidenceKind[] = ['picture', 'video', 'sound', 'document'];

/** Files by what they were found to be; a kind of which there is none is left out. */
export function countKinds(files: Array<Pick<Upload, 'kind'>>): KindCount[] {
	return order
		.map((kind) => ({ kind, count: files.filter((file) => file.kind === kind).length }))
		.filter(({ count }) => count > 0);
}
