const endOfDirectory = 0x06054b50;
const endBytes = 22;
const entryBytes = 46;
/** The first day that the format knows. */
const firstDay = 0x21;

/**
 * A packed file without the moment in which it was packed, which nobody asks for: of the same content it has the same bytes
 * in every build.
 */
export function timelessZip(zip: Buffer): Buffer {
	const timeless = Buffer.from(zip);
	const end = timeless.length - endBytes;
	if (timeless.readUInt32LE(end) !== endOfDirectory) throw new Error('a packed file ends in something else');
	let at = timeless.readUInt32LE(end + 16);
	for (let left = timeless.readUInt16LE(end + 10); left > 0; left--) {
		const local = timeless.readUInt32LE(at + 42);
		for (const moment of [at + 12, local + 10]) {
			timeless.writeUInt16LE(0, moment);
			timeless.writeUInt16LE(firstDay, moment + 2);
		}
		at += entryBytes + timeless.readUInt16LE(at + 28) + timeless.readUInt16LE(at + 30) + timeless.readUInt16LE(at + 32);
	}
	return timeless;
}
