import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type Config, ConfigError } from './config.ts';

export interface Keys {
	/** Key of all keyed hashes. */
	secret: string;
	/** age recipients of the operator. */
	recipients: string[];
	/** age identities of the operator: for the staff side only. */
	identities: string[];
}

/**
 * The operator's keys. Production names them in its settings; demo mode makes its own once, below DATA_DIR/keys,
 * readable by this account only.
 */
export async function readKeys(config: Config): Promise<Keys> {
	const folder = join(config.dataDir, 'keys');
	const secret = config.secret ?? keep(join(folder, 'portal.secret'), () => randomBytes(32).toString('base64url'));
	if (config.sealIdentityFile) {
		const identities = readIdentities(config.sealIdentityFile);
		const recipients =
			config.sealRecipients.length > 0 ? config.sealRecipients : await Promise.all(identities.map(identityToRecipient));
		return { secret, recipients, identities };
	}
	const made = await generateX25519Identity();
	const identity = keep(join(folder, 'seal.identity'), () => made);
	const recipients = config.sealRecipients.length > 0 ? config.sealRecipients : [await identityToRecipient(identity)];
	return { secret, recipients, identities: [identity] };
}

/** Reads a small secret file, making it first if it is not there. */
export function keep(path: string, make: () => string): string {
	if (!existsSync(path)) {
		mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
		writeFileSync(path, `${make()}\n`, { mode: 0o600, flag: 'wx' });
	}
	return readFileSync(path, 'utf8').trim();
}

function readIdentities(file: string): string[] {
	if (!existsSync(file)) throw new ConfigError(`SEAL_IDENTITY_FILE 指向的文件 ${file} 不存在。`);
	const lines = readFileSync(file, 'utf8').split('\n');
	const identities = lines.map((line) => line.trim()).filter((line) => line.startsWith('AGE-SECRET-KEY-'));
	if (identities.length === 0) throw new ConfigError(`SEAL_IDENTITY_FILE 指向的文件 ${file} 中没有 age 私钥。`);
	return identities;
}
