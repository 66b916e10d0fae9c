import type { Deps } from '../deps.ts';

/** Letters and digits that nobody confuses when reading them out: no I, L, O, Q, 0, 1. */
const alphabet = 'abcdefghjkmnprstuvwxyz';
const digits = '23456789';

/** Twelve characters from the system's random source, letters and digits mixed, in groups of four. */
export function oneTimePassword({ randomDigits }: Pick<Deps, 'randomDigits'>): string {
	const pick = (from: string) => from[Number(randomDigits(6)) % from.length];
	const group = () => [pick(alphabet), pick(alphabet), pick(alphabet), pick(digits)].join('');
	return [group(), group(), group()].join('-');
}
