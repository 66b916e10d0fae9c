import { mkdirSync } from 'node:fs';
import { rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { mostPreviews } from '../../content/schema/evidence.ts';
import { diskStorage } from '../files/disk-storage.ts';
import { setAside } from '../files/set-aside.ts';
import type { Storage, StoredFile } from '../files/storage.ts';
import { type CipherAt, type PartFile, partFile } from './uploads/part-file.ts';

/** The files of reporters. Named by id only; the names they had on the phone are stored nowhere. */
export interface EvidenceFiles {
	/** Where sealed files lie, by these names. */
	storage: Storage;
	/** Other machines have the same files. */
	shared: boolean;
	original(id: string): string;
	/** Clean picture of a picture, or of a page of a document, counted from 1. */
	preview(id: string, page?: number): string;
	/** A clean picture from staff, sealed to the report's own key as well. */
	forReporter(id: string): string;
	/** A file that is still arriving, enciphered as it arrives. */
	part(id: string, cipherAt: CipherAt): PartFile;
	/** Bytes that may still arrive before the disk is full. */
	room(): Promise<number>;
	/** Every file there is, sealed, arriving or half-written. */
	list(): AsyncIterable<StoredFile>;
	/** Removes everything of one upload, finished or not. */
	remove(id: string): Promise<void>;
	/** Removes what of an upload was never finished. */
	removeUnfinished(id: string): Promise<void>;
	/** Removes what arrived of one that is sealed. */
	removePart(id: string): Promise<void>;
	/** Moves a sealed file, by its name, to the files that were set aside. */
	setAside(name: string): Promise<void>;
}

/** Folder of uploads that are still arriving. */
export const arrivingFolder = 'uploads/';
/** Folder of originals and previews, sealed to the operator. */
export const sealedFolder = 'sealed/';

/** Names of what is sealed; the id stands before the first dot. */
export const sealedNames: Pick<EvidenceFiles, 'original' | 'preview' | 'forReporter'> = {
	original: (id) => `${sealedFolder}${id}.sealed`,
	preview: (id, page = 1) => `${sealedFolder}${id}.${page === 1 ? 'preview' : `preview-${page}`}.sealed`,
	forReporter: (id) => `${sealedFolder}${id}.reporter.sealed`,
};

/** All names that one upload may have in the folder of sealed files. */
function namesOf(id: string): string[] {
	const { original, preview, forReporter } = sealedNames;
	const previews = Array.from({ length: mostPreviews }, (_, index) => preview(id, index + 1));
	return [original(id), ...previews, forReporter(id)];
}

/** Below the data folder, for processes of this machine. */
export function filesOnDisk(dataDir: string): EvidenceFiles {
	const storage = diskStorage(dataDir);
	for (const folder of [arrivingFolder, sealedFolder]) {
		mkdirSync(join(dataDir, folder), { recursive: true, mode: 0o770 });
	}
	const partOf = (id: string) => join(dataDir, arrivingFolder, `${id}.part`);
	const removePart = (id: string) => rm(partOf(id), { force: true });
	return {
		...sealedNames,
		storage,
		shared: false,
		part: (id, cipherAt) => partFile(partOf(id), cipherAt),
		async room() {
			const { bavail, bsize } = await statfs(join(dataDir, arrivingFolder));
			return bavail * bsize;
		},
		async *list() {
			yield* storage.list(arrivingFolder);
			yield* storage.list(sealedFolder);
		},
		async remove(id) {
			await removePart(id);
			await storage.remove(namesOf(id));
		},
		async removeUnfinished(id) {
			await removePart(id);
			await storage.removeUnfinished(namesOf(id));
		},
		removePart,
		setAside: (name) => setAside(dataDir, name),
	};
}
