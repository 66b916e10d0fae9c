import type { EvidenceFormat, EvidenceKind } from '../../../../content/facts/evidence-kinds.ts';

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

/** What a file is. */
export interface Found {
	format: EvidenceFormat;
	kind: EvidenceKind;
}
