import type { PartFile } from '../part-file.ts';
import { refusals } from '../refusals.ts';
import { type Box, topBoxes } from './boxes.ts';
import { refuseHidden } from './stowaways.ts';

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];
const movieBrands = /^(isom|iso[2-9a-c]|mp4[12]|avc1|hvc1|dash|M4V |M4VP|MSNV|mmp4|f4v |qt {2}|XAVC)$/;
/** What a film of 200 MB may need for its tables, with room to spare. */
const largestTables = 64_000_000;
/** How much of a skipped box, and of the end of the file, is looked at. */
const glance = 66_000;

/** Format by the first box; undefined where the file has none, or one of another family (3GP, AVIF …). */
export function boxFormat(head: Buffer): 'heic' | 'mp4' | 'mov' | 'm4a' | undefined {
	const type = head.subarray(4, 8).toString('latin1');
	if (['moov', 'mdat', 'wide'].includes(type)) return 'mov';
	if (type !== 'ftyp' || head.length < 16) return undefined;
	const brand = head.subarray(8, 12).toString('latin1');
	if (brand === 'M4A ' || brand === 'M4B ') return 'm4a';
	if (heicBrands.includes(brand)) return 'heic';
	if (brand === 'qt  ') return 'mov';
	return movieBrands.test(brand) ? 'mp4' : undefined;
}

/**
 * Follows the boxes of a film or a recording, which must fill the file, and tells which of the two it is by its
 * tracks. `checkSize` refuses what is too large before the tables are read.
 */
export async function checkMovie(
	part: PartFile,
	size: number,
	checkSize: (kind: 'video' | 'sound') => void,
): Promise<'video' | 'sound'> {
	const boxes = await topBoxes(part.read, size);
	const tables = boxes.filter(({ type }) => type === 'moov');
	const media = boxes.some(({ type }) => type === 'mdat');
	const [table] = tables;
	// A recorder writes its tables last: without them it was interrupted.
	if (!table || !media) throw refusals.truncated();
	if (tables.length > 1 || table.end - table.start > largestTables) throw refusals.damaged();
	const tracks = trackKinds(await part.read(table.start, table.end - table.start));
	const kind = tracks.has('vide') ? 'video' : tracks.has('soun') ? 'sound' : undefined;
	if (!kind) throw refusals.damaged();
	checkSize(kind);
	for (const box of boxes) await lookInto(part, box);
	refuseHidden(await part.read(Math.max(0, size - glance), Math.min(size, glance)));
	return kind;
}

/** Players skip boxes they do not know; whoever hides something puts it there. */
async function lookInto(part: PartFile, { type, start, end }: Box): Promise<void> {
	if (['moov', 'moof', 'mdat', 'ftyp', 'sidx', 'styp', 'mfra'].includes(type) || start === end) return;
	refuseHidden(await part.read(start, Math.min(end - start, glance)));
}

/** The handler types of all tracks: vide, soun, text … */
function trackKinds(tables: Buffer): Set<string> {
	const kinds = new Set<string>();
	for (let at = tables.indexOf('hdlr'); at >= 0; at = tables.indexOf('hdlr', at + 4)) {
		kinds.add(tables.subarray(at + 12, at + 16).toString('latin1'));
	}
	return kinds;
}
