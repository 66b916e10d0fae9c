import type { Deps } from '../deps.ts';

/** Letters and digits that nobody confuses when reading them out: no I, L, O, Q, 0, 1. */
const alphabet = 'abcdefghjkmnprstuvwxyz';
const digits = '23456789';

/** Twelve characters from the system's random source, letters and digits mixed, in groups of four. */
export function oneTimePassword(deps: Pick<Deps, 'randomDigits'>): string {
	return groups(3, atRandom(deps));
}

/** Half of a one-time password that no administrator knows whole. */
export function passwordHalf(deps: Pick<Deps, 'randomDigits'>): string {
	return groups(2, atRandom(deps));
}

/**
 * The half for whoever asked, which they fetch once the other administrator has agreed. It follows from the portal's key
 * and the request, so that it is written down nowhere until then; once the password is made, in the suite of its hash.
 */
export function requesterHalf({ keys }: Pick<Deps, 'keys'>, requestId: string, passwordHash?: string): string {
	const bytes = keys.bytes({ purpose: 'one-time-half', value: requestId }, passwordHash);
	let at = 0;
	return groups(2, (from) => {
		at += 2;
		return from[bytes.readUInt16BE(at) % from.length];
	});
}

/** The password of both halves. */
export function joinHalves(asked: string, decided: string): string {
	return `${asked}-${decided}`;
}

/** Picks one character of a row. */
type PickCharacter = (from: string) => string | undefined;

function atRandom({ randomDigits }: Pick<Deps, 'randomDigits'>): PickCharacter {
	return (from) => from[Number(randomDigits(6)) % from.length];
}

function groups(count: number, pick: PickCharacter): string {
	const group = () => [pick(alphabet), pick(alphabet), pick(alphabet), pick(digits)].join('');
	return Array.from({ length: count }, group).join('-');
}
