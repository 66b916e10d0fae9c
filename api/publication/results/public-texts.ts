import type { DraftBody } from './draft-body.ts';

/** Where a text stands in what was sent, and the text. */
export type PublicText = [path: string, text: string];

/** Every free text of a draft that people will read, with where it stands. */
export function textsOf({ measures, ...body }: Omit<DraftBody, 'reasons'>): PublicText[] {
	return [
		['title', body.title],
		['problem', body.problem],
		['findings', body.findings],
		...Object.entries(measures).map(([name, text]): PublicText => [`measures.${name}`, text]),
		['accountability', body.accountability ?? ''],
		['legalBasis', body.legalBasis],
	];
}
