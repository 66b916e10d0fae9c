import type { Deps } from '../../deps.ts';
import { PortalError } from '../../errors.ts';
import { checkDisk } from './check-disk.ts';
import { findUpload, partOf, type Upload } from './find-upload.ts';
import { finishUpload } from './finish-upload.ts';
import { removeUpload } from './remove-upload.ts';

export interface Piece {
	/** Where the phone believes the file to be. */
	offset: number;
	/** Length of the piece, where the phone said it. */
	length: number | null;
	body: ReadableStream<Uint8Array> | null;
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
	const part = partOf(deps, draft, id);
	const offset = await part.size();
	if (offset === upload.size) await finishUpload(deps, upload, part, party);
	return { upload, offset };
}

/**
 * Takes the next piece of a file; what arrived before the network broke stays. After the last piece the file is
 * inspected and sealed, or refused and removed. Throws not_found, upload_conflict, too_large or file_refused.
 */
export async function continueUpload(
	deps: Deps,
	bringer: Bringer,
	id: string,
	{ offset, length, body }: Piece,
	stop: AbortSignal,
): Promise<{ upload: Upload; offset: number }> {
	const { draft } = bringer;
	const upload = await findUpload(deps, deps.db.read, draft, id);
	const part = partOf(deps, draft, id);
	const arrived = upload.state === 'sealed' ? upload.size : await part.size();
	if (offset !== arrived)
		throw new PortalError('upload_conflict', '上传的位置与已收到的不一致，请从已收到的位置继续。');
	if (length !== null && offset + length > upload.size) throw tooLong();
	if (body && offset < upload.size) {
		await checkDisk(deps, upload.size - offset);
		try {
			await part.append(offset, pieces(body, upload.size - offset, stop));
		} catch (error) {
			// More came than was announced: whoever sent it is no phone of ours.
			if (error instanceof PortalError && error.code === 'too_large') await removeUpload(deps, id);
			throw error;
		}
	}
	return offsetOf(deps, bringer, id);
}

/** The body until it ends, the network breaks, or a newer request takes over. */
async function* pieces(body: ReadableStream<Uint8Array>, most: number, stop: AbortSignal): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	const cancel = () => {
		// A reader that fails to cancel has ended by itself.
		reader.cancel().catch(() => undefined);
	};
	stop.addEventListener('abort', cancel, { once: true });
	let left = most;
	try {
		for (;;) {
			const { done, value } = await reader.read().catch(brokenOff);
			if (done) return;
			left -= value.length;
			if (left < 0) throw tooLong();
			yield value;
		}
	} finally {
		stop.removeEventListener('abort', cancel);
		cancel();
	}
}

/** A broken network ends a piece as an end would: the phone asks how far it came and goes on from there. */
function brokenOff(): { done: true; value: undefined } {
	return { done: true, value: undefined };
}

function tooLong(): PortalError {
	return new PortalError('too_large', '收到的内容比文件原来的大小还多，请重新添加这个文件。');
}
