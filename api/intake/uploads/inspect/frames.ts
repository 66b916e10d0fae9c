import type { EvidenceKind } from '../../../../content/schema/evidence.ts';
import type { Reason } from './inside/refused.ts';
import type { Found } from './inside/rules.ts';

/** What a confined process says of a file, in this order. */
export type Frame =
	| { type: 'refused'; reason: Reason; kind?: EvidenceKind | undefined }
	| ({ type: 'found' } & Found)
	/** Pages of a document, before the pictures of the first of them. */
	| { type: 'pages'; count: number }
	/** A JPEG. */
	| { type: 'picture'; bytes: Buffer };

const headBytes = 5;
const asJson = 0;
const asPicture = 1;

/** One byte says what follows, four how long it is. */
export function writeFrame(frame: Frame): Buffer {
	const content = frame.type === 'picture' ? frame.bytes : Buffer.from(JSON.stringify(frame));
	const head = Buffer.alloc(headBytes);
	head.writeUInt8(frame.type === 'picture' ? asPicture : asJson);
	head.writeUInt32BE(content.length, 1);
	return Buffer.concat([head, content]);
}

/** Whole frames at the beginning of what came, and the rest. */
export function readFrames(came: Buffer): { frames: Frame[]; rest: Buffer } {
	const frames: Frame[] = [];
	let at = 0;
	while (at + headBytes <= came.length) {
		const end = at + headBytes + came.readUInt32BE(at + 1);
		if (end > came.length) break;
		const content = came.subarray(at + headBytes, end);
		frames.push(came[at] === asPicture ? { type: 'picture', bytes: content } : JSON.parse(content.toString('utf8')));
		at = end;
	}
	return { frames, rest: came.subarray(at) };
}
