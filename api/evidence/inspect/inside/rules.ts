import type { EvidenceKind } from '../../../../content/schema/evidence.ts';

/** What the confined process is told of the rules. */
export interface InsideRules {
	/** Bytes that one file of each kind may have. */
	maxBytes: Record<EvidenceKind, number>;
	/** Pixels that one picture may have. */
	maxPixels: number;
	/** Longest side of a picture that is drawn, in pixels. */
	previewPx: number;
	/** Pages of a document that are drawn. */
	previewPages: number;
}

/** The formats that are taken. */
export type Format = 'jpeg' | 'png' | 'webp' | 'heic' | 'mp4' | 'mov' | 'm4a' | 'mp3' | 'pdf';

/** What a file is. */
export interface Found {
	format: Format;
	kind: EvidenceKind;
}
