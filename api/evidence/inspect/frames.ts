import type { EvidenceKind } from '../../../content/facts/evidence-kinds.ts';
import type { Reason } from './inside/refused.ts';
import type { Found } from './inside/rules.ts';

/** The messages of a confined process about a file, in this order. */
export type Frame =
	| { type: 'refused'; reason: Reason; kind?: EvidenceKind | undefined }
	| ({ type: 'found' } & Found)
	/** Pages of a document, before the pictures of the first of them. */
	| { type: 'pages'; count: number }
	/** A JPEG. */
	| { type: 'picture'; bytes: Buffer };

/** Header of a frame: one byte for its kind, four for its length. */
export const headBytes = 5;
export const jsonFrame = 0;
export const pictureFrame = 1;

export function writeFrame(frame: Frame): Buffer {
	const content = frame.type === 'picture' ? frame.bytes : Buffer.from(JSON.stringify(frame));
	const head = Buffer.alloc(headBytes);
	head.writeUInt8(frame.type === 'picture' ? pictureFrame : jsonFrame);
	head.writeUInt32BE(content.length, 1);
	return Buffer.concat([head, content]);
}
