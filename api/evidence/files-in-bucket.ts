import { eq } from 'drizzle-orm';
import { uploadPieces } from '../../db/schema/evidence.ts';
import type { Storage } from '../files/storage.ts';
import { arrivingFolder, type EvidenceFiles, sealedFolder, sealedNames } from './evidence-files.ts';
import { type PieceDeps, storedPieces } from './uploads/stored-pieces.ts';

/** Folder of files that the database knows nothing of. People decide about them. */
const setAsideFolder = 'set-aside/';

/** In a storage that several machines share: whatever arrives on one goes on and is sealed on another. */
export function filesInBucket(deps: PieceDeps): EvidenceFiles {
	const { storage, db } = deps;
	const removePart = async (id: string) => {
		await db.write(async (tx) => void (await tx.delete(uploadPieces).where(eq(uploadPieces.uploadId, id))));
		await removeAll(storage, `${arrivingFolder}${id}.`);
	};
	return {
		...sealedNames,
		storage,
		shared: true,
		part: storedPieces(deps),
		room: async () => Number.POSITIVE_INFINITY,
		async *list() {
			yield* storage.list(arrivingFolder);
			yield* storage.list(sealedFolder);
		},
		async remove(id) {
			await removePart(id);
			await removeAll(storage, `${sealedFolder}${id}.`);
		},
		// A file that is sealed appears in a bucket as a whole.
		removeUnfinished: removePart,
		removePart,
		async setAside(name) {
			await storage.copy(name, `${setAsideFolder}${name}`);
			await storage.remove([name]);
		},
	};
}

async function removeAll(storage: Storage, prefix: string): Promise<void> {
	const names: string[] = [];
	for await (const { name } of storage.list(prefix)) names.push(name);
	await storage.remove(names);
}
