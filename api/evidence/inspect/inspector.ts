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

/** Looks into strangers' files, each in a confined process of its own. */
export interface Inspector {
	/**
	 * `party`: who brings it, so that nobody's many files hold up another's one. `open` is called once it is its turn.
	 * Throws file_refused or too_large; unavailable where too many files wait, or where it could not be looked into for a
	 * reason that is not the file's: it may come again.
	 */
	inspect(party: string, open: () => ReadableStream<Uint8Array>, size: number): Promise<Inspected>;
	/** Sends away what waits and ends what runs. */
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
					return await hear(rules, confined, open());
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

/** What it says until it ends. What it said before it took too much counts. */
async function hear(rules: EvidenceRules, confined: Confined, file: ReadableStream<Uint8Array>): Promise<Inspected> {
	let unread = false;
	// Only what breaks in reading the file counts: a process that has read enough closes its pipe under the rest.
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
	const said = answer(rules);
	for await (const bytes of confined.output) said.add(bytes);
	const ending = await confined.ended;
	if (unread || ending === 'cut-off') throw notNow();
	const inspected = said.inspected();
	if (!inspected) throw refusalOf({ reason: 'strange' }, rules);
	return inspected;
}

/** Puts the frames together. Throws as soon as the file is refused, or something comes that our code never says. */
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
