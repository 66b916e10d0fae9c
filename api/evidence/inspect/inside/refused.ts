import type { EvidenceKind } from '../../../../content/facts/evidence-kinds.ts';

/** Why a file is not taken; `refusals.ts` has the sentence for each. */
export const reasons = [
	'otherType',
	'archive',
	'markup',
	'program',
	'truncated',
	'damaged',
	'appended',
	'activePdf',
	'lockedPdf',
	'strangePdf',
	'tooManyPixels',
	'tooLarge',
] as const;
export type Reason = (typeof reasons)[number];

/** Thrown inside the confined process, which reports the reason alone, since its input is untrusted. */
export class Refused extends Error {
	readonly reason: Reason;
	/** Of a file that is too large. */
	readonly kind: EvidenceKind | undefined;

	constructor(reason: Reason, kind?: EvidenceKind) {
		super(reason);
		this.reason = reason;
		this.kind = kind;
	}
}
