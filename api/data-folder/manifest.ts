import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../config.ts';
import { writeAtomically } from '../files/write-atomically.ts';
import { type KeyedHash, keyedHash } from '../keys/keyed-hash.ts';
import type { PublicKeys } from '../keys/public-keys.ts';

/** Below DATA_DIR, also in every backup: which keys the data was written under. Holds no key. */
export const manifestName = 'portal.json';

/**
 * Version of the storage format; it grows with each change that an older program would misread. Since 2 everything
 * sealed, encrypted or hashed names its suite.
 */
const format = 2;

const Manifest = z.object({
	format: z.literal(format),
	/** Keyed hash that only the portal's secret makes, with the id of its suite. */
	secret: z.string(),
	/** The sets of public keys that were sealed to over time, oldest first; the last is the current one. */
	recipients: z.array(z.array(z.string()).min(1)).min(1),
});
export type Manifest = z.infer<typeof Manifest>;

/** The manifest of a folder; null before the first start was completed. Throws ConfigError. */
export function readManifest(dataDir: string): Manifest | null {
	const file = join(dataDir, manifestName);
	if (!existsSync(file)) return null;
	const text = readFileSync(file, 'utf8');
	refuseOtherFormat(text);
	const read = Manifest.safeParse(jsonOf(text));
	if (read.success) return read.data;
	throw new ConfigError(`${file} 已损坏，不能核对密钥。请从备份中恢复这个文件，再重新启动。`);
}

/** Manifests of other format versions. Before 2 there was no number, but the name of a single suite. */
const OtherManifest = z.union([
	z.object({ format: z.number() }),
	z.object({ suite: z.literal('hmac-sha256') }).transform(() => ({ format: 1 })),
]);

function refuseOtherFormat(text: string): void {
	const other = OtherManifest.safeParse(jsonOf(text));
	if (!other.success || other.data.format === format) return;
	if (other.data.format < format) throw olderFolder();
	throw new ConfigError(
		'数据目录是由较新版本的程序写成的，用本版打开会损坏数据。请换回较新版本的程序；确需使用本版的，请用 DATA_DIR 指定另一个文件夹。',
	);
}

/** Data from before everything named its suite must not be misread. */
export function olderFolder(): ConfigError {
	return new ConfigError(
		'数据目录是由较早版本的程序写成的，其中封存的内容本版不能识别。请换回原来的程序，或者用 DATA_DIR 指定一个空的文件夹，原目录保持原样。',
	);
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** Writes the current keys after the earlier ones: what was sealed to those must still open. */
export async function writeManifest(dataDir: string, keys: PublicKeys, before: Manifest | null): Promise<void> {
	const recipients = [...(before?.recipients ?? []), keys.recipients];
	const secret = keyedHash(keys.secret, keys.suites).of(...hashedText);
	const manifest: Manifest = { format, secret, recipients };
	await writeAtomically(join(dataDir, manifestName), `${JSON.stringify(manifest, null, '\t')}\n`);
}

/** The hashed text: the hash depends on the secret alone and reveals nothing about it. */
const hashedText = ['folder', 'portal'] as const;

/** Whether a folder was written under this secret. */
export function hasSecret({ secret }: Manifest, keys: Pick<KeyedHash, 'matches'>): boolean {
	return keys.matches(...hashedText, secret);
}
