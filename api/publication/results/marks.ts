import type { Content } from '../../../content/content.ts';
import { findPrivate } from '../../../content/guard/find-private.ts';
import { type Kind, kindNames } from '../../../content/guard/finding.ts';
import { numberOf } from '../guard/plain.ts';
import type { DraftBody, MarkReason } from './draft-body.ts';
import { textsOf } from './public-texts.ts';

/** Something in a draft that may not belong in public: somebody has to say why it may stay, a second person to agree. */
export interface Mark {
	path: string;
	kind: Kind;
	kindName: string;
	/** The words as they stand in the text, once for all their places in it. */
	text: string;
	/** Null while nobody has said why they may stay. */
	reason: string | null;
}

/** The marks of a draft. They depend on its text alone, never on the case: nobody learns from them who reported. */
export function marksOf(content: Content, body: DraftBody): Mark[] {
	const phones = officePhones(content);
	return textsOf(body).flatMap(([path, text]) => {
		const marks = new Map<string, Mark>();
		for (const { kind, grade, from, to } of findPrivate(text)) {
			const marked = text.slice(from, to);
			if (grade === 'certain' || (kind === 'landline' && phones.has(numberOf(marked)))) continue;
			marks.set(kind + marked, newMark(path, kind, marked, body));
		}
		return [...marks.values()];
	});
}

/** The reasons given for what is really marked: others are out of date. */
export function reasonsThatApply(content: Content, body: DraftBody): MarkReason[] {
	return marksOf(content, body).flatMap(({ path, kind, text, reason }) =>
		reason ? [{ path, kind, text, reason }] : [],
	);
}

function newMark(path: string, kind: Kind, text: string, { reasons }: DraftBody): Mark {
	const answered = reasons.find((each) => each.path === path && each.kind === kind && each.text === text);
	return { path, kind, kindName: kindNames[kind], text, reason: answered?.reason ?? null };
}

/** Duty phones that the portal publishes anyway. */
function officePhones({ units, ponds, site }: Content): Set<string> {
	const phones = [...units.units, ...ponds, site].flatMap(({ phone }) => phone ?? []);
	return new Set(phones.map(numberOf));
}
