import { fileTypeFromBuffer } from 'file-type';
import type { EvidenceFormat, EvidenceKind } from '../../../../content/facts/evidence-kinds.ts';
import { refuseAppended, refuseWhole } from './formats/appended.ts';
import { checkHeic } from './formats/heic.ts';
import { checkJpeg } from './formats/jpeg.ts';
import { boxFormat, checkMovie } from './formats/movie.ts';
import { checkMp3, looksLikeMp3 } from './formats/mp3.ts';
import { checkPdf } from './formats/pdf/check-pdf.ts';
import { pdfStart } from './formats/pdf/wrapping.ts';
import { checkPng } from './formats/png.ts';
import { checkWebp } from './formats/webp.ts';
import type { Incoming } from './incoming.ts';
import { Refused } from './refused.ts';
import type { Found, InsideRules } from './rules.ts';

const headBytes = 4100;

/**
 * The format of a file by its content, whatever its name: its structure is followed to the end, and nothing may be hidden
 * before, inside or behind it. Each check reads it once. `bytes`: the file, where it may be drawn. Throws Refused.
 */
export async function findFormat(rules: InsideRules, file: Incoming): Promise<Found & { bytes: Buffer | null }> {
	const format = await formatOf(file.peek(headBytes));
	if (format === 'mp4' || format === 'mov' || format === 'm4a') {
		const kind = checkMovie(file, (found) => checkSize(rules, found, file.size));
		return { format: kind === 'sound' ? 'm4a' : format, kind, bytes: null };
	}
	const kind = format === 'mp3' ? 'sound' : format === 'pdf' ? 'document' : 'picture';
	checkSize(rules, kind, file.size);
	const bytes = file.take(file.size);
	const end = checks[format](bytes, rules.maxPixels);
	refuseAppended(bytes, end, format === 'pdf');
	return { format, kind, bytes };
}

/** Follow the structure; each returns where the file ends by its own account. */
const checks: Record<'jpeg' | 'png' | 'webp' | 'heic' | 'mp3' | 'pdf', (b: Buffer, maxPixels: number) => number> = {
	jpeg: checkJpeg,
	png: checkPng,
	webp: checkWebp,
	heic: checkHeic,
	mp3: checkMp3,
	pdf: checkPdf,
};

async function formatOf(head: Buffer): Promise<EvidenceFormat> {
	if (pdfStart(head) >= 0) return 'pdf';
	const box = boxFormat(head);
	if (box) return box;
	// A file that the library cannot parse is of no accepted type.
	const guess = await fileTypeFromBuffer(head).catch(() => undefined);
	if (guess?.mime === 'image/jpeg') return 'jpeg';
	if (guess?.mime === 'image/png' || guess?.mime === 'image/apng') return 'png';
	if (guess?.mime === 'image/webp') return 'webp';
	refuseWhole(head, guess?.mime);
	if (looksLikeMp3(head)) return 'mp3';
	throw new Refused('otherType');
}

function checkSize(rules: InsideRules, kind: EvidenceKind, size: number): void {
	if (size > rules.maxBytes[kind]) throw new Refused('tooLarge', kind);
}
