import { randomBytes, randomInt, randomUUIDv7 } from 'node:crypto';

/** An id for a new row. */
export function newId(): string {
	return randomUUIDv7();
}

/** Decimal digits from the system's random source. */
export function randomDigits(count: number): string {
	return Array.from({ length: count }, () => randomInt(10)).join('');
}

/** A new secret of a portal. */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}
