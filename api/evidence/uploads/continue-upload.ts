import { megabyte } from '../../../content/facts/file-size.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { findUpload, partOf, type Upload } from '../find-upload.ts';
import { bodyChunks } from './body-chunks.ts';
import { checkDisk } from './check-disk.ts';
import { finishUpload } from './finish-upload.ts';
import { recordProgress } from './record-progress.ts';
import { removeUpload } from './remove-upload.ts';

export interface UploadChunk {
	/** Where the phone believes the file to be. */
	offset: number;
	/** Length of the chunk, where the phone stated it. */
	length: number | null;
	body: ReadableStream<Uint8Array> | null;
	/** Milliseconds in which each next kilobyte must arrive. */
	timeoutMs: number;
	/** Counts received bytes against the limits of the sender. */
	count(bytes: number): Promise<void>;
	/** Stops reading. */
	stop: AbortSignal;
}

/** Who uploads a file. */
export interface UploadSender {
	/** Token of the draft. */
	draft: string;
	/** The network or the officer, so that one party's many files do not delay another's. */
	party: string;
}

/** How far an upload has come. A complete one is finished first, should a crash have prevented that. */
export async function offsetOf(
	deps: Deps,
	{ draft, party }: UploadSender,
	id: string,
): Promise<{ upload: Upload; offset: number }> {
	const upload = await findUpload(deps, deps.db.read, draft, id);
	if (upload.state === 'sealed') return { upload, offset: upload.size };
	const part = partOf(deps, draft, upload);
	const offset = await part.size();
	if (offset === upload.size) {
		// Complete since before a crash: it must not count as stalled while it is inspected.
		if (upload.arrived < offset) await recordProgress(deps, upload, party, offset);
		await finishUpload(deps, upload, part, party);
	}
	return { upload, offset };
}

/**
 * Receives the next chunk of a file; what arrived before a connection broke is kept. After the last chunk the file is
 * inspected and sealed, or refused and removed. Throws not_found, upload_conflict, too_large, too_slow, unavailable or
 * file_refused.
 */
export async function continueUpload(
	deps: Deps,
	sender: UploadSender,
	id: string,
	received: UploadChunk,
): Promise<{ upload: Upload; offset: number }> {
	const { draft, party } = sender;
	const { offset, length, body } = received;
	const upload = await findUpload(deps, deps.db.read, draft, id);
	const part = partOf(deps, draft, upload);
	const arrived = upload.state === 'sealed' ? upload.size : await part.size();
	if (offset !== arrived)
		throw new PortalError('upload_conflict', '上传的位置与已收到的不一致，请从已收到的位置继续。');
	if (length !== null && offset + length > upload.size) throw tooLong();
	if (body && offset < upload.size) {
		await checkDisk(deps, upload.size - offset);
		const progress = countProgress(deps, upload, party, received);
		const chunks = atMost(upload.size - offset, bodyChunks(body, received.timeoutMs, received.stop));
		try {
			await part.append(offset, chunks, progress.stored).finally(progress.end);
		} catch (error) {
			// More arrived than was announced: it was not our form that sent it.
			if (error instanceof PortalError && error.code === 'too_large') await removeUpload(deps, id);
			throw error;
		}
	}
	return offsetOf(deps, sender, id);
}

/** Progress is recorded after so many bytes, or so much time; less may arrive uncounted. */
const noteBytes = 2 * megabyte;
const noteMs = 15_000;

/** Records what of a body is stored, in between and at its end. */
function countProgress(
	deps: Deps,
	upload: Upload,
	party: string,
	{ offset, count }: Pick<UploadChunk, 'offset' | 'count'>,
) {
	let [arrived, noted, notedAt, written] = [offset, offset, deps.now().getTime(), upload.arrived];
	const note = async () => {
		const fresh = arrived - noted;
		[noted, notedAt] = [arrived, deps.now().getTime()];
		if (fresh === 0) return;
		await count(fresh);
		written = await recordProgress(deps, { ...upload, arrived: written }, party, arrived);
	};
	return {
		async stored(position: number) {
			arrived = position;
			if (arrived - noted >= noteBytes || deps.now().getTime() - notedAt >= noteMs) await note();
		},
		end: note,
	};
}

/** Throws too_large where more than `bytes` come. */
async function* atMost(bytes: number, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let left = bytes;
	for await (const chunk of chunks) {
		left -= chunk.length;
		if (left < 0) throw tooLong();
		yield chunk;
	}
}

function tooLong(): PortalError {
	return new PortalError('too_large', '收到的内容比文件原来的大小还多，请重新添加这个文件。');
}
