import type { Incoming } from '../incoming.ts';
import { Refused } from '../refused.ts';
import { refuseHidden, refuseHiddenBehind } from './appended.ts';
import { boxesOf } from './boxes.ts';

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];
/** Of films and of sound: cheap phones write both under the brands of 3GP. */
const movieBrands = /^(isom|iso[2-9a-c]|mp4[12]|avc1|hvc1|dash|M4V |M4VP|MSNV|mmp4|f4v |qt {2}|XAVC|3g[2ps][0-9a-z])$/;
/** Ample for the tables of a video of 200 MB. */
const largestTables = 64_000_000;
/** How much of a skipped box is looked at. */
const glance = 66_000;
const usual = ['moov', 'moof', 'mdat', 'ftyp', 'sidx', 'styp', 'mfra'];

/** Format by the first box; undefined where the file has none, or one of another family (AVIF …). */
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
 * tracks. `checkSize` refuses what is too large for its kind.
 */
export function checkMovie(file: Incoming, checkSize: (kind: 'video' | 'sound') => void): 'video' | 'sound' {
	let tables: Buffer | undefined;
	let hasMedia = false;
	for (const { type, start, end } of boxesOf(file)) {
		if (type === 'mdat') hasMedia = true;
		if (type === 'moov') {
			if (tables || end - start > largestTables) throw new Refused('damaged');
			tables = file.take(end - start);
		}
		// Players skip boxes they do not know; whoever hides something puts it there.
		if (!usual.includes(type)) refuseHidden(file.take(Math.min(end - start, glance)));
	}
	// A recorder writes its tables last: without them it was interrupted.
	if (!tables || !hasMedia) throw new Refused('truncated');
	refuseHiddenBehind(file.behind());
	const tracks = trackKinds(tables);
	const kind = tracks.has('vide') ? 'video' : tracks.has('soun') ? 'sound' : undefined;
	if (!kind) throw new Refused('damaged');
	checkSize(kind);
	return kind;
}

/** The handler types of all tracks: vide, soun, text … */
function trackKinds(tables: Buffer): Set<string> {
	const kinds = new Set<string>();
	for (let at = tables.indexOf('hdlr'); at >= 0; at = tables.indexOf('hdlr', at + 4)) {
		kinds.add(tables.subarray(at + 12, at + 16).toString('latin1'));
	}
	return kinds;
}
