/** Digits in groups of four, the way people read and copy them. */
export function inGroups(digits: string): string {
	return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}

/** Only the digits of what somebody typed, full-width ones included. */
export function digitsOf(typed: string): string {
	return typed.normalize('NFKC').replace(/\D/g, '');
}
