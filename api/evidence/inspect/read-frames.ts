import { z } from 'zod';
import { evidenceFormats, evidenceKinds } from '../../../content/facts/evidence-kinds.ts';
import { type Frame, headBytes, pictureFrame } from './frames.ts';
import { reasons } from './inside/refused.ts';

const Kind = z.enum(evidenceKinds);

/** The process has read untrusted input, so its output is validated. */
const Words = z.discriminatedUnion('type', [
	z.object({
		type: z.literal('refused'),
		reason: z.enum(reasons),
		kind: Kind.optional(),
	}),
	z.object({
		type: z.literal('found'),
		format: z.enum(evidenceFormats),
		kind: Kind,
	}),
	z.object({ type: z.literal('pages'), count: z.int().min(0).max(1_000_000) }),
]);

/** The complete frames at the beginning of the bytes, and the rest; undefined where they are not frames. */
export function readFrames(came: Buffer): { frames: Frame[]; rest: Buffer } | undefined {
	const frames: Frame[] = [];
	let at = 0;
	while (at + headBytes <= came.length) {
		const end = at + headBytes + came.readUInt32BE(at + 1);
		if (end > came.length) break;
		const content = came.subarray(at + headBytes, end);
		const frame = came[at] === pictureFrame ? ({ type: 'picture', bytes: content } as const) : readWords(content);
		if (!frame) return undefined;
		frames.push(frame);
		at = end;
	}
	return { frames, rest: came.subarray(at) };
}

function readWords(content: Buffer): Frame | undefined {
	try {
		return Words.safeParse(JSON.parse(content.toString('utf8'))).data;
	} catch {
		return undefined;
	}
}
