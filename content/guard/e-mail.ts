import type { Finding } from './finding.ts';
import type { Folded } from './fold.ts';

const local = /[a-z0-9._%+-]/;
const host = /[a-z0-9.-]/;
const domain = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/;
/** Mailboxes of offices: who reads them is no secret. */
const offices = /(?:^|\.)gov\.cn$/;
const written = /@|[([{<【「]at[)\]}>】」]|艾特|#at#/g;

/** E-mail addresses. `tight` has no spaces. Each @ is looked at from itself outward, so that long texts stay cheap. */
export function findEmails(tight: Folded): Finding[] {
	return Array.from(tight.text.matchAll(written)).flatMap(({ 0: at, index }): Finding[] => {
		let start = index;
		while (start > 0 && index - start < 64 && local.test(tight.text.charAt(start - 1))) start -= 1;
		const [name] = domain.exec(hostAfter(tight.text, index + at.length)) ?? [];
		if (start === index || !name) return [];
		const to = tight.to[index + at.length + name.length - 1] ?? tight.to[index] ?? 0;
		return [{ kind: 'e-mail', grade: offices.test(name) ? 'possible' : 'certain', from: tight.from[start] ?? 0, to }];
	});
}

/** The host with its points, however they are written. One character stays one character. */
function hostAfter(text: string, from: number): string {
	let name = '';
	for (const character of text.slice(from, from + 64)) {
		const plain = /[。·・点丶]/.test(character) ? '.' : character;
		if (!host.test(plain)) break;
		name += plain;
	}
	return name;
}
