import { megabyte } from '../../../content/facts/file-size.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { findUpload, partOf, type Upload } from '../find-upload.ts';
import { bodyChunks } from './body-chunks.ts';
import { checkDisk } from './check-disk.ts';
import { finishUpload } from './finish-upload.ts';
import { noteProgress } from './note-progress.ts';
import { removeUpload } from './remove-upload.ts';

export interface Piece {
	/** Where the phone believes the file to be. */
	offset: number;
	/** Length of the piece, where the phone said it. */
	length: number | null;
	body: ReadableStream<Uint8Array> | null;
	/** Milliseconds in which each next kilobyte must come. */
	patienceMs: number;
	/** Counts bytes that came against who sends them. */
	count(bytes: number): Promise<void>;
	/** Ends the waiting for more. */
	stop: AbortSignal;
}

/** Who brings a file. */
export interface Bringer {
	/** Token of the draft. */
	draft: string;
	/** The network or the officer: nobody's many files hold up another's one. */
	party: string;
}

/** How far an upload has come. A complete one is finished first, should a crash have prevented that. */
export async function offsetOf(
	deps: Deps,
	{ draft, party }: Bringer,
	id: string,
): Promise<{ upload: Upload; offset: number }> {
	const upload = await findUpload(deps, deps.db.read, draft, id);
	if (upload.state === 'sealed') return { upload, offset: upload.size };
	const part = partOf(deps, draft, upload);
	const offset = await part.size();
	if (offset === upload.size) {
		// Whole since before a crash: it must not count as stalled while it is looked into.
		if (upload.arrived < offset) await noteProgress(deps, upload, party, offset);
		await finishUpload(deps, upload, part, party);
	}
	return { upload, offset };
}

/**
 * Takes the next piece of a file; what arrived before the network broke stays. After the last piece the file is
 * inspected and sealed, or refused and removed. Throws not_found, upload_conflict, too_large, too_slow, unavailable or
 * file_refused.
 */
export async function continueUpload(
	deps: Deps,
	bringer: Bringer,
	id: string,
	piece: Piece,
): Promise<{ upload: Upload; offset: number }> {
	const { draft, party } = bringer;
	const { offset, length, body } = piece;
	const upload = await findUpload(deps, deps.db.read, draft, id);
	const part = partOf(deps, draft, upload);
	const arrived = upload.state === 'sealed' ? upload.size : await part.size();
	if (offset !== arrived)
		throw new PortalError('upload_conflict', '上传的位置与已收到的不一致，请从已收到的位置继续。');
	if (length !== null && offset + length > upload.size) throw tooLong();
	if (body && offset < upload.size) {
		await checkDisk(deps, upload.size - offset);
		try {
			await part.append(offset, takeIn(deps, upload, party, { ...piece, body }));
		} catch (error) {
			// More came than was announced: whoever sent it is no phone of ours.
			if (error instanceof PortalError && error.code === 'too_large') await removeUpload(deps, id);
			throw error;
		}
	}
	return offsetOf(deps, bringer, id);
}

/** Between two notes of the progress: so much, and for so long, may arrive uncounted. */
const noteBytes = 2 * megabyte;
const noteMs = 15_000;

/** Hands on what comes, notes now and then how much that is, and at the end counts the rest. */
async function* takeIn(
	deps: Deps,
	upload: Upload,
	party: string,
	{ offset, body, patienceMs, count, stop }: Piece & { body: ReadableStream<Uint8Array> },
): AsyncGenerator<Uint8Array> {
	const { size } = upload;
	let [arrived, noted, notedAt, written] = [offset, offset, deps.now().getTime(), upload.arrived];
	const note = async () => {
		const fresh = arrived - noted;
		[noted, notedAt] = [arrived, deps.now().getTime()];
		if (fresh === 0) return;
		await count(fresh);
		written = await noteProgress(deps, { ...upload, arrived: written }, party, arrived);
	};
	try {
		for await (const chunk of bodyChunks(body, patienceMs, stop)) {
			if (arrived + chunk.length > size) throw tooLong();
			yield chunk;
			// Handed on means written.
			arrived += chunk.length;
			if (arrived - noted >= noteBytes || deps.now().getTime() - notedAt >= noteMs) await note();
		}
	} finally {
		await note();
	}
}

function tooLong(): PortalError {
	return new PortalError('too_large', '收到的内容比文件原来的大小还多，请重新添加这个文件。');
}
