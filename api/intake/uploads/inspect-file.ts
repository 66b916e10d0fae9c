import { fileTypeFromBuffer } from 'file-type';
import { type EvidenceKind, type EvidenceRules, megabyte } from '../../../content/schema/evidence.ts';
import { checkHeic } from './formats/heic.ts';
import { checkJpeg } from './formats/jpeg.ts';
import { boxFormat, checkMovie } from './formats/movie.ts';
import { checkMp3, looksLikeMp3 } from './formats/mp3.ts';
import { checkPdf } from './formats/pdf.ts';
import { checkPixels } from './formats/pixels.ts';
import { checkPng } from './formats/png.ts';
import { refuseStowaways, refuseWhole } from './formats/stowaways.ts';
import { checkWebp } from './formats/webp.ts';
import type { PartFile } from './part-file.ts';
import { refusals } from './refusals.ts';

/** The formats that are taken. */
export type Format = 'jpeg' | 'png' | 'webp' | 'heic' | 'mp4' | 'mov' | 'm4a' | 'mp3' | 'pdf';

export interface Inspected {
	format: Format;
	kind: EvidenceKind;
}

const headBytes = 4100;

/**
 * What a file is by its content, whatever it was called: structure followed to its end, nothing hidden before,
 * inside or behind. Throws file_refused or too_large.
 */
export async function inspectFile(rules: EvidenceRules, part: PartFile, size: number): Promise<Inspected> {
	const head = await part.read(0, Math.min(size, headBytes));
	const format = await formatOf(head);
	if (format === 'mp4' || format === 'mov' || format === 'm4a') {
		const kind = await checkMovie(part, size, (found) => checkSize(rules, found, size));
		return { format: kind === 'sound' ? 'm4a' : format, kind };
	}
	const kind = format === 'mp3' ? 'sound' : format === 'pdf' ? 'document' : 'picture';
	checkSize(rules, kind, size);
	const bytes = await part.read(0, size);
	const end = checks[format](bytes, rules);
	refuseStowaways(bytes, format === 'pdf' ? bytes.length : end, format === 'pdf');
	if (format === 'jpeg' || format === 'png' || format === 'webp') await checkPixels(bytes, rules);
	return { format, kind };
}

/** Follow the structure; each returns where the file ends by its own account. */
const checks: Record<'jpeg' | 'png' | 'webp' | 'heic' | 'mp3' | 'pdf', (b: Buffer, rules: EvidenceRules) => number> = {
	jpeg: checkJpeg,
	png: checkPng,
	webp: checkWebp,
	heic: checkHeic,
	mp3: checkMp3,
	pdf: checkPdf,
};

async function formatOf(head: Buffer): Promise<Format> {
	if (head.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf';
	const box = boxFormat(head);
	if (box) return box;
	// What the library stumbles over is of no type that is taken.
	const guess = await fileTypeFromBuffer(head).catch(() => undefined);
	if (guess?.mime === 'image/jpeg') return 'jpeg';
	if (guess?.mime === 'image/png' || guess?.mime === 'image/apng') return 'png';
	if (guess?.mime === 'image/webp') return 'webp';
	refuseWhole(head, guess?.mime);
	if (looksLikeMp3(head)) return 'mp3';
	throw refusals.otherType();
}

function checkSize(rules: EvidenceRules, kind: EvidenceKind, size: number): void {
	if (size > rules.kinds[kind].maxMb * megabyte) throw refusals.tooLarge(rules, kind);
}
