import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type EvidenceRules, megabyte } from '../../../../content/schema/evidence.ts';
import { PortalError } from '../../../errors.ts';
import { refusalOf } from '../refusals.ts';
import { type Confined, startConfined } from './confined.ts';
import { type Frame, readFrames } from './frames.ts';
import type { Found, InsideRules } from './inside/rules.ts';
import { turnsByParty } from './turns.ts';

/** What a file is, and what was drawn of it. */
export interface Inspected extends Found {
	/** JPEG without metadata: one of a picture, those of the first pages of a document; none where nothing could be drawn. */
	pictures: Buffer<ArrayBuffer>[];
	/** Pages of a document; null of anything else, and where they could not be counted. */
	pages: number | null;
}

/** Looks into strangers' files, each in a confined process of its own. */
export interface Inspector {
	/**
	 * `party`: who brings it, so that nobody's many files hold up another's one. Throws file_refused or too_large, or
	 * unavailable where too many files wait.
	 */
	inspect(party: string, file: ReadableStream<Uint8Array>, size: number): Promise<Inspected>;
	/** Ends what runs. */
	stop(): void;
}

/** One reporter may send nine files, a village behind one address more. */
const limits = { atATime: 2, mostOfOne: 50, mostWaiting: 500 };
/** A picture that is drawn has at most so many bytes: more is none that was drawn by our code. */
const largestPicture = 8_000_000;
const program = join(import.meta.dirname, 'inside', 'program.ts');

export function openInspector(rules: EvidenceRules): Inspector {
	const turns = turnsByParty(limits, busy);
	const running = new Set<Confined>();
	return {
		inspect(party, file, size) {
			return turns.take(party, async () => {
				const confined = startConfined(program, [String(size), JSON.stringify(insideRules(rules))]);
				running.add(confined);
				try {
					return await hear(rules, confined, file);
				} finally {
					running.delete(confined);
					confined.kill();
				}
			});
		},
		stop() {
			for (const confined of running) confined.kill();
		},
	};
}

/** What it says until it ends; what it said before it was ended counts. */
async function hear(rules: EvidenceRules, confined: Confined, file: ReadableStream<Uint8Array>): Promise<Inspected> {
	// Broken off where the process has read enough to refuse it.
	const sending = pipeline(file, confined.input).catch(() => undefined);
	const said = answer(rules);
	for await (const bytes of confined.output) said.add(bytes as Buffer);
	await Promise.all([confined.ended, sending]);
	const inspected = said.inspected();
	if (!inspected) throw refusalOf({ reason: 'strange' }, rules);
	return inspected;
}

/** Puts the frames together. Throws as soon as the file is refused, or something comes that our code never says. */
function answer(rules: EvidenceRules) {
	let rest: Buffer = Buffer.alloc(0);
	let inspected: Inspected | undefined;
	const most = rules.previewPages;

	function take(frame: Frame): void {
		if (frame.type === 'refused') throw refusalOf(frame, rules);
		if (frame.type === 'found') inspected = { format: frame.format, kind: frame.kind, pictures: [], pages: null };
		else if (!inspected) throw refusalOf({ reason: 'strange' }, rules);
		else if (frame.type === 'pages') inspected.pages = frame.count;
		else if (inspected.pictures.length < most && isJpeg(frame.bytes)) inspected.pictures.push(Buffer.from(frame.bytes));
	}
	return {
		add(bytes: Buffer) {
			const { frames, rest: left } = readFrames(Buffer.concat([rest, bytes]));
			if (left.length > largestPicture) throw refusalOf({ reason: 'strange' }, rules);
			rest = left;
			for (const frame of frames) take(frame);
		},
		inspected: () => inspected,
	};
}

function isJpeg(bytes: Buffer): boolean {
	return bytes.length <= largestPicture && bytes.readUInt16BE(0) === 0xffd8;
}

function insideRules({ kinds, maxMegapixels, previewPx, previewPages }: EvidenceRules): InsideRules {
	const { picture, video, sound, document } = kinds;
	return {
		maxBytes: {
			picture: picture.maxMb * megabyte,
			video: video.maxMb * megabyte,
			sound: sound.maxMb * megabyte,
			document: document.maxMb * megabyte,
		},
		maxPixels: maxMegapixels * 1_000_000,
		previewPx,
		previewPages,
	};
}

function busy(): PortalError {
	return new PortalError('unavailable', '正在检查的文件太多，请稍后再试，已传的部分不会丢失。', { retryAfter: 30 });
}
