import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { megabyte } from '../../../content/facts/file-size.ts';
import type { EvidenceRules } from '../../../content/schema/evidence.ts';
import { PortalError } from '../../http/errors.ts';
import { fairQueue } from '../../http/fair-queue.ts';
import { refusalOf } from '../uploads/refusals.ts';
import { CannotStart, type Confined, startConfined } from './confined.ts';
import type { Frame } from './frames.ts';
import type { Found, InsideRules } from './inside/rules.ts';
import { readFrames } from './read-frames.ts';

/** What a file is, and what was drawn of it. */
export interface Inspected extends Found {
	/** JPEG without metadata: one of a picture, those of the first pages of a document; none where nothing could be drawn. */
	pictures: Buffer<ArrayBuffer>[];
	/** Pages of a document; null of anything else, and where they could not be counted. */
	pages: number | null;
}

/** Inspects uploaded files, each in a confined process of its own. */
export interface Inspector {
	/**
	 * `party`: who sent it, so that one party's many files do not delay another's. `open` is called once inspection begins.
	 * Throws file_refused or too_large; unavailable where too many files wait, or where inspection failed for a reason that
	 * is not the file's, so that it can be tried again.
	 */
	inspect(party: string, open: () => ReadableStream<Uint8Array>, size: number): Promise<Inspected>;
	/** Rejects what waits and kills what runs. */
	stop(): void;
}

const atATime = 2;
/** Files that may wait beside the running ones: one reporter may send nine, a village behind one address more. */
const limits = { atATime, capacity: 500 + atATime, mostPerParty: 50 + atATime };
/** Our own code draws no picture larger than this. */
const largestPicture = 8_000_000;
const program = join(import.meta.dirname, 'inside', 'program.ts');

export function openInspector(rules: EvidenceRules): Inspector {
	const queue = fairQueue(limits, busy);
	const running = new Set<Confined>();
	return {
		inspect(party, open, size) {
			return queue.take(party, async () => {
				const confined = begin(rules, size);
				running.add(confined);
				try {
					return await readAnswer(rules, confined, open());
				} finally {
					running.delete(confined);
					confined.kill();
				}
			});
		},
		stop() {
			queue.stop();
			for (const confined of running) confined.kill();
		},
	};
}

function begin(rules: EvidenceRules, size: number): Confined {
	try {
		return startConfined(program, [String(size), JSON.stringify(insideRules(rules))]);
	} catch (error) {
		throw error instanceof CannotStart ? notNow() : error;
	}
}

/** Reads the output until the process ends. What it sent before it exceeded its limits counts. */
async function readAnswer(
	rules: EvidenceRules,
	confined: Confined,
	file: ReadableStream<Uint8Array>,
): Promise<Inspected> {
	let unread = false;
	// Only errors of reading the file count: a process that has read enough closes its pipe early.
	async function* read() {
		try {
			yield* file;
		} catch (error) {
			unread = true;
			confined.kill();
			throw error;
		}
	}
	pipeline(read, confined.input).catch(() => undefined);
	const reply = answer(rules);
	for await (const bytes of confined.output) reply.add(bytes);
	const ending = await confined.ended;
	if (unread || ending === 'cut-off') throw notNow();
	const inspected = reply.inspected();
	if (!inspected) throw refusalOf({ reason: 'strange' }, rules);
	return inspected;
}

/** Assembles the frames. Throws as soon as the file is refused, or a frame arrives that our code never sends. */
function answer(rules: EvidenceRules) {
	let rest: Buffer = Buffer.alloc(0);
	let inspected: Inspected | undefined;

	function take(frame: Frame): void {
		if (frame.type === 'refused') throw refusalOf(frame, rules);
		if (frame.type === 'found' && !inspected) {
			inspected = { format: frame.format, kind: frame.kind, pictures: [], pages: null };
		} else if (frame.type === 'pages' && inspected) inspected.pages = frame.count;
		else if (frame.type === 'picture' && inspected && isPicture(frame.bytes)) {
			if (inspected.pictures.length < rules.previewPages) inspected.pictures.push(Buffer.from(frame.bytes));
		} else throw refusalOf({ reason: 'strange' }, rules);
	}
	return {
		add(bytes: Buffer) {
			const read = readFrames(Buffer.concat([rest, bytes]));
			if (!read || read.rest.length > largestPicture) throw refusalOf({ reason: 'strange' }, rules);
			rest = read.rest;
			for (const frame of read.frames) take(frame);
		},
		inspected: () => inspected,
	};
}

function isPicture(bytes: Buffer): boolean {
	return bytes.length <= largestPicture && bytes[0] === 0xff && bytes[1] === 0xd8;
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

function notNow(): PortalError {
	return new PortalError('unavailable', '文件暂时没有检查完，请稍后再试，已传的部分不会丢失。', { retryAfter: 30 });
}
