import sharp, { type Metadata } from 'sharp';
import type { EvidenceRules } from '../../../../content/schema/evidence.ts';
import { refusals } from '../refusals.ts';

/** Reads the size of a picture from its header, before anything is decoded; a decompression bomb ends here. */
export async function checkPixels(bytes: Buffer, rules: EvidenceRules): Promise<void> {
	const { width, height } = await readHeader(bytes);
	refuseManyPixels(width, height, rules);
}

export function refuseManyPixels(width: number, height: number, rules: EvidenceRules): void {
	if (!(width > 0 && height > 0)) throw refusals.damaged();
	if (width * height > rules.maxMegapixels * 1_000_000) throw refusals.tooManyPixels(rules);
}

async function readHeader(bytes: Buffer): Promise<Metadata> {
	try {
		return await sharp(bytes, { limitInputPixels: false }).metadata();
	} catch {
		throw refusals.damaged();
	}
}
