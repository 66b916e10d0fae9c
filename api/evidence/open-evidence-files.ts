import { ConfigError } from '../config.ts';
import { hasFiles } from '../files/copy-files.ts';
import type { S3Settings } from '../files/s3-settings.ts';
import { type EvidenceFiles, filesOnDisk, sealedFolder } from './evidence-files.ts';
import { filesInBucket } from './files-in-bucket.ts';
import type { PieceDeps } from './uploads/stored-pieces.ts';

/**
 * The files of reporters where the settings say; the client of S3 is loaded only where it is used. Throws ConfigError where
 * files of a bucket's portal lie on the disk, in which nobody would find them.
 */
export async function openEvidenceFiles(
	{ dataDir, s3 }: { dataDir: string; s3: S3Settings | undefined },
	deps: Omit<PieceDeps, 'storage'>,
): Promise<EvidenceFiles> {
	if (!s3) return filesOnDisk(dataDir);
	if (await hasFiles(dataDir, sealedFolder)) {
		throw new ConfigError(
			`已设置 S3 存储，但 ${dataDir} 的 sealed 文件夹中还有封存文件，启动后将打不开。请先运行 npm run files -- move 把它们移到存储中，再启动；仍要使用本机磁盘的，请去掉 S3_ENDPOINT 等设置。`,
		);
	}
	const { s3Storage } = await import('../files/s3-storage.ts');
	return filesInBucket({ ...deps, storage: s3Storage(s3, deps.log) });
}
