import { halfWidth } from './plain-text.ts';

/** Digits in groups of four, the way people read and copy them. */
export function inGroups(digits: string): string {
	return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}

/** Only the digits of what somebody typed, full-width ones included. */
export function digitsOf(typed: string): string {
	return typed.normalize('NFKC').replace(/\D/g, '');
}

/** Takes out the spaces and dashes that people put between groups of digits, full-width ones included. */
export function withoutGroups(typed: string): string {
	return halfWidth(typed).replace(/[\s\p{Pd}\u2212]/gu, '');
}
