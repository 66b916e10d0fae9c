/**
 * Cuts a list into pieces of at most `most` characters as JSON, in its order: a phone loads one after the other and
 * can stop. An entry longer than that is a piece of its own.
 */
export function cut<T>(entries: T[], most: number): T[][] {
	const pieces: T[][] = [];
	let room = 0;
	for (const entry of entries) {
		const length = JSON.stringify(entry).length;
		const piece = pieces.at(-1);
		if (piece && length <= room) {
			piece.push(entry);
			room -= length;
		} else {
			pieces.push([entry]);
			room = most - length;
		}
	}
	return pieces;
}
