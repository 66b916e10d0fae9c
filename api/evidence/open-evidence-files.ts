import type { S3Settings } from '../files/s3-settings.ts';
import { type EvidenceFiles, filesOnDisk } from './evidence-files.ts';
import { filesInBucket } from './files-in-bucket.ts';
import type { PieceDeps } from './uploads/stored-pieces.ts';

/** The files of reporters where the settings say; the client of S3 is loaded only where it is used. */
export async function openEvidenceFiles(
	{ dataDir, s3 }: { dataDir: string; s3: S3Settings | undefined },
	deps: Omit<PieceDeps, 'storage'>,
): Promise<EvidenceFiles> {
	if (!s3) return filesOnDisk(dataDir);
	const { s3Storage } = await import('../files/s3-storage.ts');
	return filesInBucket({ ...deps, storage: s3Storage(s3, deps.log) });
}
