/** A phone number as people write it: digits with spaces or hyphens between them, perhaps a country's plus before. */
export function isPhone(text: string): boolean {
	return /^\+?\d[\d -]{3,28}\d$/.test(text);
}

/** An address that mail can be sent to. */
export function isEmail(text: string): boolean {
	return /^[\w'+-]+(\.[\w'+-]+)*@([a-z\d][a-z\d-]*\.)+[a-z]{2,}$/i.test(text);
}
