import type { MapPoint } from './point.ts';

/** The camera writes its notes at the start of the file; pictures inside them make these notes long, but not this long. */
const readBytes = 256 * 1024;

/** Where a JPEG or HEIC picture was taken, if it says so. Read on the phone: nothing leaves it. */
export async function readPicturePosition(picture: Blob): Promise<MapPoint | undefined> {
	// By way of a Response: the oldest browsers supported cannot read a blob into memory themselves.
	const start = await new Response(picture.slice(0, readBytes)).arrayBuffer();
	return positionIn(new DataView(start));
}

/** The position in the EXIF notes of a picture; undefined when there is none or the notes are damaged. */
export function positionIn(file: DataView): MapPoint | undefined {
	try {
		const notes = file.getUint32(4) === fileType ? findInBoxes(file) : findExif(file);
		return notes && readGps(notes);
	} catch (error) {
		// Reading past the end: a picture cut short or notes that point nowhere tell no position.
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

/** "ftyp": the first box of a HEIC file. */
const fileType = 0x66747970;
const startOfImage = 0xffd8;
const startOfScan = 0xffda;
const applicationNotes = 0xffe1;

function findExif(file: DataView): DataView | undefined {
	if (file.getUint16(0) !== startOfImage) return undefined;
	for (let at = 2; ; ) {
		const marker = file.getUint16(at);
		if (marker < 0xff00 || marker === startOfScan) return undefined;
		const length = file.getUint16(at + 2);
		// "Exif" and two zero bytes, then a TIFF file of its own.
		if (marker === applicationNotes && file.getUint32(at + 4) === 0x45786966) {
			return new DataView(file.buffer, file.byteOffset + at + 10, length - 8);
		}
		at += 2 + length;
	}
}

/** HEIC keeps its notes in a place of their own near the start, which begins as every TIFF file does. */
function findInBoxes(file: DataView): DataView | undefined {
	for (let at = 0; at + 4 <= file.byteLength; at++) {
		const start = file.getUint32(at);
		if (start === 0x49492a00 || start === 0x4d4d002a) return new DataView(file.buffer, file.byteOffset + at);
	}
	return undefined;
}

/** Tag to the place of its entry in the directory at `at`. */
function directory(notes: DataView, at: number, little: boolean): Map<number, number> {
	const entries = new Map<number, number>();
	const count = notes.getUint16(at, little);
	for (let index = 0; index < count; index++) {
		const entry = at + 2 + 12 * index;
		entries.set(notes.getUint16(entry, little), entry);
	}
	return entries;
}

const gpsTag = 0x8825;
const tags = { latRef: 1, lat: 2, lonRef: 3, lon: 4 };

function readGps(notes: DataView): MapPoint | undefined {
	const little = notes.getUint16(0) === 0x4949;
	const pointer = directory(notes, notes.getUint32(4, little), little).get(gpsTag);
	if (pointer === undefined) return undefined;
	const gps = directory(notes, notes.getUint32(pointer + 8, little), little);
	const angle = (valueTag: number, refTag: number) => {
		const [value, ref] = [gps.get(valueTag), gps.get(refTag)];
		if (value === undefined || ref === undefined) return Number.NaN;
		const sign = 'SW'.includes(String.fromCharCode(notes.getUint8(ref + 8))) ? -1 : 1;
		return sign * degrees(notes, notes.getUint32(value + 8, little), little);
	};
	const [lat, lon] = [angle(tags.lat, tags.latRef), angle(tags.lon, tags.lonRef)];
	// Phones that take the position out leave zeros behind, or nothing over nothing.
	return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0) ? { lat, lon } : undefined;
}

/** Degrees, minutes and seconds, each a fraction. */
function degrees(notes: DataView, at: number, little: boolean): number {
	const part = (index: number) => notes.getUint32(at + 8 * index, little) / notes.getUint32(at + 8 * index + 4, little);
	const [whole, minutes, seconds] = [part(0), part(1), part(2)];
	// Some cameras give minutes with decimals and zero over zero for the seconds.
	return whole + minutes / 60 + (Number.isNaN(seconds) ? 0 : seconds / 3600);
}
