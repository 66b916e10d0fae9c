import { rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ConfigError, readS3 } from '../config.ts';
import { copyFiles, hasFiles } from '../files/copy-files.ts';
import { diskStorage } from '../files/disk-storage.ts';
import { openLog } from '../log.ts';

// `npm run files -- move`: takes the sealed files of DATA_DIR into the bucket, while no portal runs.
const prefix = 'sealed/';
try {
	if (process.argv[3] !== 'move') throw new ConfigError('请写明要做什么：npm run files -- move。');
	const s3 = readS3(process.env);
	if (!s3) throw new ConfigError('没有设置 S3 存储，请先设置 S3_ENDPOINT 等。');
	const dataDir = resolve(process.env.DATA_DIR || 'data');
	if (!(await hasFiles(dataDir, prefix))) throw new ConfigError(`${dataDir} 的 sealed 文件夹中没有封存文件。`);
	const { s3Storage } = await import('../files/s3-storage.ts');
	const bucket = s3Storage(s3, openLog({ logFile: '-', logLevel: 'error' }));
	const { files } = await copyFiles(diskStorage(dataDir), bucket, prefix);
	const kept = join(dataDir, `sealed-moved-${new Date().toISOString().replace(/\W/g, '')}`);
	await rename(join(dataDir, 'sealed'), kept);
	process.stdout.write(
		`已把 ${files} 个封存文件移到存储 ${s3.bucket}，逐个核对了大小。原文件保留在 ${kept}，确认无误后可以删除。\n`,
	);
} catch (error) {
	const known = error instanceof ConfigError;
	process.stderr.write(`没有完成：${known ? error.message : error instanceof Error ? error.stack : error}\n`);
	process.exitCode = 1;
}
