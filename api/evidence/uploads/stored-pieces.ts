import { Readable } from 'node:stream';
import { and, asc, eq } from 'drizzle-orm';
import type { Reader, Transaction } from '../../../db/database.ts';
import { uploadPieces, uploads } from '../../../db/schema/evidence.ts';
import type { BaseDeps } from '../../base-deps.ts';
import { type Storage, StorageAway } from '../../files/storage.ts';
import { PortalError } from '../../http/errors.ts';
import { traceOf } from '../../log.ts';
import { arrivingFolder } from '../evidence-files.ts';
import type { CipherAt, PartFile } from './part-file.ts';

/** What arriving files need whose pieces lie in the storage. */
export interface PieceDeps extends Pick<BaseDeps, 'db' | 'newId' | 'log'> {
	storage: Storage;
}

type Piece = Pick<typeof uploadPieces.$inferSelect, 'start' | 'length' | 'name'>;

/** A piece is stored once so much has arrived. */
const usualBytes = 1_000_000;
/** The same while uploads hold more than `mostHeld` in memory. A last piece below it is joined with what comes next. */
const leastBytes = 64_000;
const mostHeld = 64_000_000;

/**
 * Arriving files as pieces in the storage, each an object of its own that never changes. Which of them make up the file
 * stands in the database alone, each beginning where the last one ends: what a crash, a second process or a late
 * connection leaves beside them belongs to nothing.
 */
export function storedPieces(deps: PieceDeps): (id: string, cipherAt: CipherAt) => PartFile {
	const { db, storage } = deps;
	const held = { bytes: 0 };
	return (id, cipherAt) => ({
		size: async () => endOf(await piecesOf(db.read, id)),
		async append(offset, chunks, stored) {
			const pieces = await piecesOf(db.read, id);
			if (endOf(pieces) !== offset) throw conflict();
			const cipher = cipherAt(offset);
			let piece = await beginPiece(storage, offset, pieces.at(-1));
			const store = async () => {
				const { start, length, replaces } = piece;
				if (length === (replaces?.length ?? 0)) return;
				const grown = piece;
				piece = newPiece(start + length);
				await keep(deps, id, grown).finally(() => {
					held.bytes -= grown.arrived;
				});
				await stored?.(start + length);
			};
			try {
				for await (const chunk of chunks) {
					piece.chunks.push(cipher.update(chunk));
					piece.length += chunk.length;
					piece.arrived += chunk.length;
					held.bytes += chunk.length;
					if (piece.length >= (held.bytes > mostHeld ? leastBytes : usualBytes)) await store();
				}
			} finally {
				await store();
			}
		},
		stream: () => Readable.toWeb(Readable.from(deciphered(deps, id, cipherAt))) as ReadableStream<Uint8Array>,
	});
}

/** A piece while it is held in memory. */
interface Growing {
	start: number;
	chunks: Uint8Array[];
	length: number;
	/** Bytes of it that came with this request. */
	arrived: number;
	/** The short piece that it begins with. */
	replaces: Piece | undefined;
}

const newPiece = (start: number): Growing => ({ start, chunks: [], length: 0, arrived: 0, replaces: undefined });

/** Many tiny requests must not leave many tiny objects: a short last piece is taken up again. */
async function beginPiece(storage: Storage, offset: number, last: Piece | undefined): Promise<Growing> {
	if (!last || last.length >= leastBytes) return newPiece(offset);
	const { start, length } = last;
	return { ...newPiece(start), chunks: [await readPiece(storage, last)], length, replaces: last };
}

/** Stores a piece and makes it the next of the file. Throws upload_conflict where another one is. */
async function keep(deps: PieceDeps, uploadId: string, { start, chunks, length, replaces }: Growing): Promise<void> {
	const { db, storage, newId, log } = deps;
	const name = `${arrivingFolder}${uploadId}.${start}.${newId()}`;
	await storage.put(name, chunksOf(chunks));
	const kept = await db.write(async (tx) => {
		if (!(await lockUpload(tx, uploadId))) return false;
		const last = (await piecesOf(tx, uploadId)).at(-1);
		if (replaces) {
			if (last?.name !== replaces.name) return false;
			const ofPiece = and(eq(uploadPieces.uploadId, uploadId), eq(uploadPieces.start, start));
			await tx.update(uploadPieces).set({ length, name }).where(ofPiece);
		} else {
			if ((last ? last.start + last.length : 0) !== start) return false;
			await tx.insert(uploadPieces).values({ uploadId, start, length, name });
		}
		return true;
	});
	const unused = kept ? replaces?.name : name;
	// What stays here goes with the upload.
	if (unused !== undefined) {
		await storage
			.remove([unused])
			.catch((error: unknown) => log.warn({ event: 'upload.piece-left', ...traceOf(error) }));
	}
	if (!kept) throw conflict();
}

/** Keeps other processes from changing its pieces until the transaction ends; false where it is gone or sealed. */
async function lockUpload(tx: Transaction, id: string): Promise<boolean> {
	const arriving = and(eq(uploads.id, id), eq(uploads.state, 'arriving'));
	const locked = await tx.update(uploads).set({ state: 'arriving' }).where(arriving).returning({ id: uploads.id });
	return locked.length === 1;
}

function piecesOf(from: Reader, uploadId: string): Promise<Piece[]> {
	return from
		.select({ start: uploadPieces.start, length: uploadPieces.length, name: uploadPieces.name })
		.from(uploadPieces)
		.where(eq(uploadPieces.uploadId, uploadId))
		.orderBy(asc(uploadPieces.start));
}

function endOf(pieces: Piece[]): number {
	const last = pieces.at(-1);
	return last ? last.start + last.length : 0;
}

async function* deciphered({ db, storage }: PieceDeps, id: string, cipherAt: CipherAt): AsyncGenerator<Uint8Array> {
	const cipher = cipherAt(0);
	for (const piece of await piecesOf(db.read, id)) yield cipher.update(await readPiece(storage, piece));
}

/** Throws StorageAway also where the piece is not as long as it was. */
async function readPiece(storage: Storage, { name, length }: Piece): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of await storage.get(name)) chunks.push(chunk);
	const bytes = Buffer.concat(chunks);
	if (bytes.length !== length) throw new StorageAway();
	return bytes;
}

async function* chunksOf(chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
	yield* chunks;
}

function conflict(): PortalError {
	return new PortalError('upload_conflict', '上传的位置与已收到的不一致，请从已收到的位置继续。');
}
