/** The forms in which a text may stand somewhere without being seen at once. */
export function forms(text: string): Array<[form: string, bytes: Buffer]> {
	const utf8 = Buffer.from(text);
	const utf16 = Buffer.from(text, 'utf16le');
	// Within a longer text base64 looks different at each of three offsets; the ends depend on what is beside it.
	const base64 = (bytes: Buffer) =>
		[0, 1, 2].map((offset) => {
			const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
				.toString('base64')
				.replace(/=+$/, '');
			return encoded.slice(offset === 0 ? 0 : 4, -2);
		});
	return [
		['utf-8', utf8],
		['utf-16', utf16],
		['utf-16 big end first', Buffer.from(utf16).swap16()],
		['percent', Buffer.from(encodeURIComponent(text))],
		['percent, small', Buffer.from(encodeURIComponent(text).toLowerCase())],
		[
			'json escapes',
			Buffer.from(
				JSON.stringify(text)
					.replace(/[^\0-\x7f]/g, escaped)
					.slice(1, -1),
			),
		],
		['hex', Buffer.from(utf8.toString('hex'))],
		...base64(utf8).map((encoded): [string, Buffer] => ['base64', Buffer.from(encoded)]),
		...base64(utf16).map((encoded): [string, Buffer] => ['base64 of utf-16', Buffer.from(encoded)]),
	];
}

function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The forms in which a text stands somewhere. */
export function found(bytes: Buffer, text: string): string[] {
	return forms(text).flatMap(([form, needle]) => (bytes.includes(needle) ? [form] : []));
}
