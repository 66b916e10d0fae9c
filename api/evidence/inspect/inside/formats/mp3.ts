import { Refused } from '../refused.ts';

/** kbit/s of layer III by index, for MPEG 1 and for MPEG 2 and 2.5. */
const rates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const rates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const samples = [44_100, 48_000, 32_000];
/** Fewer frames than this may be chance: about a tenth of a second. */
const fewestFrames = 4;

export function looksLikeMp3(head: Buffer): boolean {
	return head.subarray(0, 3).toString('latin1') === 'ID3' || frameLength(head, 0) !== null;
}

/**
 * Follows the frames of an MP3 from the tags before them to the tags behind; recordings that were joined have tags in
 * between. Its last frame may be cut, as where a recorder was switched off: every player plays the rest.
 */
export function checkMp3(bytes: Buffer): number {
	let at = 0;
	let frames = 0;
	for (;;) {
		const start = at;
		at = skipTags(bytes, at);
		for (let length = frameLength(bytes, at); length !== null; length = frameLength(bytes, at)) {
			at += length;
			frames++;
		}
		if (at === start) break;
	}
	if (frames < fewestFrames) throw new Refused('damaged');
	if (at > bytes.length) return bytes.length;
	const behind = bytes.subarray(at);
	const isTag = /^(TAG|APETAGEX|LYRICSBEGIN|\0)/.test(behind.subarray(0, 12).toString('latin1'));
	if (behind.length > 0 && !isTag) throw new Refused('appended');
	return at;
}

/** ID3v2 tags and the zeros that fill them: 10 bytes, then a length of four times seven bits. */
function skipTags(bytes: Buffer, from: number): number {
	let at = from;
	while (bytes.subarray(at, at + 3).toString('latin1') === 'ID3') {
		if (bytes.length < at + 10) throw new Refused('truncated');
		const length = bytes.subarray(at + 6, at + 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
		at += 10 + length;
		if (at > bytes.length) throw new Refused('truncated');
		while (at < bytes.length && bytes[at] === 0) at++;
	}
	return at;
}

function frameLength(bytes: Buffer, at: number): number | null {
	if (at + 4 > bytes.length) return null;
	// Read in place: a file may hold millions of frames.
	const [sync, second, third] = [bytes.readUInt8(at), bytes.readUInt8(at + 1), bytes.readUInt8(at + 2)];
	const version = (second >> 3) & 3;
	const isLayer3 = ((second >> 1) & 3) === 1;
	if (sync !== 0xff || second >> 5 !== 7 || version === 1 || !isLayer3) return null;
	const kbit = (version === 3 ? rates1 : rates2)[third >> 4];
	const hertz = samples[(third >> 2) & 3];
	if (!kbit || !hertz) return null;
	const slower = version === 3 ? 1 : version === 2 ? 2 : 4;
	const perFrame = version === 3 ? 144_000 : 72_000;
	return Math.floor((perFrame * kbit) / (hertz / slower)) + ((third >> 1) & 1);
}
