/** Every way in which Word, Excel, phones and old systems end a line. */
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/** What takes room and shows nothing, beside the spaces proper: tab, empty braille cell, empty note head. */
const blanks = /[\t\u2800\u{1D159}]/gu;

/**
 * What nobody sees: control and format characters, directions, fillers, joiners, selectors, tags, places of objects, lone
 * surrogates, noncharacters and private use. A selector right behind a Mongolian letter stays: it decides how the letter
 * is written. Unassigned characters stay too: an older phone does not know the newest Han characters of a name.
 */
export const unseen =
	/([\u1820-\u18aa][\u180b-\u180f])|(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufffc]/gu;

/** Anything but marks that need a letter to stand on. */
const visible = /[^\p{M}\s]/u;

/**
 * A text as it is kept: NFC, lines ended by `\n`, nothing invisible, no space around it. Empty where there is nothing to
 * see. Server, site and forms all read texts through this, so that they agree on what is empty and how long it is.
 */
export function plainLines(text: string): string {
	const seen = text
		.replace(lineEnds, '\n')
		.replace(blanks, ' ')
		.replace(unseen, (_, kept: string | undefined) => kept || '')
		.normalize('NFC')
		.trim();
	return visible.test(seen) ? seen : '';
}

/** The same for a text of one line: a break becomes a space. */
export function plainLine(text: string): string {
	return plainLines(text).replace(/\s*\n\s*/g, ' ');
}

/** Numbers, codes, phones and addresses as a keyboard for Chinese types them: full-width forms become plain ones. */
export function halfWidth(text: string): string {
	return plainLine(text.normalize('NFKC'));
}

/** Characters as a person counts them; those beyond the first 65,536 are one, not two. */
export function lengthOf(text: string): number {
	return Array.from(text).length;
}
