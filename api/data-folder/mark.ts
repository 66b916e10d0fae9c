import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../config.ts';
import { writeWhole } from '../files/write-whole.ts';
import type { Keys } from '../keys/key-files.ts';
import { type KeyedHash, keyedHash } from '../keys/keyed-hash.ts';

/** Below DATA_DIR, also in every backup: which keys the data was written under. Holds no key. */
export const markName = 'portal.json';

const suite = 'hmac-sha256';

const Mark = z.object({
	suite: z.literal(suite),
	/** Keyed hash that only the portal's secret makes. */
	secret: z.string(),
	/** Public keys that everything was sealed to at a time, from the first start on; the last ones are those of today. */
	recipients: z.array(z.array(z.string()).min(1)).min(1),
});
export type Mark = z.infer<typeof Mark>;

/** What a folder says of itself; null before the first start came to its end. Throws ConfigError. */
export function readMark(dataDir: string): Mark | null {
	const file = join(dataDir, markName);
	if (!existsSync(file)) return null;
	try {
		return Mark.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch {
		throw new ConfigError(`${file} 已损坏，不能核对密钥。请从备份中恢复这个文件，再重新启动。`);
	}
}

/** Writes down the keys of today, after those of before: what was sealed to them must still open. */
export async function writeMark(dataDir: string, keys: Keys, before: Mark | null): Promise<void> {
	const recipients = [...(before?.recipients ?? []), keys.recipients];
	const mark: Mark = { suite, secret: secretMark(keyedHash(keys.secret)), recipients };
	await writeWhole(join(dataDir, markName), `${JSON.stringify(mark, null, '\t')}\n`);
}

/** The same for the same secret, and of no use to whoever reads it. */
export function secretMark(keys: Pick<KeyedHash, 'of'>): string {
	return keys.of('folder', 'portal');
}
