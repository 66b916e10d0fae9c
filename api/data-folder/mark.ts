import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../config.ts';
import { writeWhole } from '../files/write-whole.ts';
import type { Keys } from '../keys/key-files.ts';
import { type KeyedHash, keyedHash } from '../keys/keyed-hash.ts';

/** Below DATA_DIR, also in every backup: which keys the data was written under. Holds no key. */
export const markName = 'portal.json';

/**
 * Number of the form in which everything in the folder is stored; it grows with each form that programs of before would
 * misread. Since 2 all that is sealed, encrypted or hashed names its suite.
 */
const format = 2;

const Mark = z.object({
	format: z.literal(format),
	/** Keyed hash that only the portal's secret makes, with the id of its suite. */
	secret: z.string(),
	/** Public keys that everything was sealed to at a time, from the first start on; the last ones are those of today. */
	recipients: z.array(z.array(z.string()).min(1)).min(1),
});
export type Mark = z.infer<typeof Mark>;

/** What a folder says of itself; null before the first start came to its end. Throws ConfigError. */
export function readMark(dataDir: string): Mark | null {
	const file = join(dataDir, markName);
	if (!existsSync(file)) return null;
	const text = readFileSync(file, 'utf8');
	refuseOtherFormat(text);
	const read = Mark.safeParse(jsonOf(text));
	if (read.success) return read.data;
	throw new ConfigError(`${file} 已损坏，不能核对密钥。请从备份中恢复这个文件，再重新启动。`);
}

/** What marks of another form say of themselves. Before 2 there was no number, and the name of a single suite. */
const OtherMark = z.union([
	z.object({ format: z.number() }),
	z.object({ suite: z.literal('hmac-sha256') }).transform(() => ({ format: 1 })),
]);

function refuseOtherFormat(text: string): void {
	const other = OtherMark.safeParse(jsonOf(text));
	if (!other.success || other.data.format === format) return;
	if (other.data.format < format) throw olderFolder();
	throw new ConfigError(
		'数据目录是由较新版本的程序写成的，用本版打开会损坏数据。请换回较新版本的程序；确需使用本版的，请用 DATA_DIR 指定另一个文件夹。',
	);
}

/** What was stored before everything named its suite must not be read as something else. */
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

/** Writes down the keys of today, after those of before: what was sealed to them must still open. */
export async function writeMark(dataDir: string, keys: Keys, before: Mark | null): Promise<void> {
	const recipients = [...(before?.recipients ?? []), keys.recipients];
	const secret = keyedHash(keys.secret, keys.suites).of(...marked);
	const mark: Mark = { format, secret, recipients };
	await writeWhole(join(dataDir, markName), `${JSON.stringify(mark, null, '\t')}\n`);
}

/** What the mark is a hash of: the same for the same secret, and of no use to whoever reads it. */
const marked = ['folder', 'portal'] as const;

/** Whether a folder was marked under this secret. */
export function isOurs({ secret }: Mark, keys: Pick<KeyedHash, 'matches'>): boolean {
	return keys.matches(...marked, secret);
}
