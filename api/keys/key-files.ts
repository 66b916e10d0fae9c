import { randomBytes } from 'node:crypto';
import {
	chmodSync,
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type Config, ConfigError } from '../config.ts';
import { sealer, unsealer } from './seal.ts';

export interface Keys {
	/** Key of all keyed hashes. */
	secret: string;
	/** age recipients of the operator. */
	recipients: string[];
	/** age identities of the operator: for the staff side only. */
	identities: string[];
	/** Recipients of these identities. */
	own: string[];
}

/**
 * The operator's keys. Production names them in its settings; demo mode makes its own once, below DATA_DIR/keys,
 * readable by this account only.
 */
export async function readKeys(config: Config): Promise<Keys> {
	const { secretFile, identityFile } = ownFiles(config);
	const secret = config.secret ?? keep(secretFile, () => randomBytes(32).toString('base64url'));
	const made = await generateX25519Identity();
	const identities = config.sealIdentityFile
		? readIdentities(config.sealIdentityFile)
		: [keep(identityFile, () => made)];
	const own = await recipientsOf(identities);
	const recipients = config.sealRecipients.length > 0 ? config.sealRecipients : own;
	await probe(recipients, identities);
	return { secret, recipients, identities, own };
}

/** Whether the keys are there already: named in the settings, or made by an earlier start. */
export function hasKeys(config: Config): boolean {
	const { secretFile, identityFile } = ownFiles(config);
	return [
		[config.secret, secretFile],
		[config.sealIdentityFile, identityFile],
	].every(([named, file = '']) => named !== undefined || readSecret(file) !== '');
}

function ownFiles({ dataDir }: Config): { secretFile: string; identityFile: string } {
	const folder = join(dataDir, 'keys');
	return { secretFile: join(folder, 'portal.secret'), identityFile: join(folder, 'seal.identity') };
}

async function recipientsOf(identities: string[]): Promise<string[]> {
	try {
		return await Promise.all(identities.map(identityToRecipient));
	} catch {
		throw new ConfigError('SEAL_IDENTITY_FILE 中的 age 私钥写法不对，请核对文件内容是否完整。');
	}
}

/** Seals and opens a word, so that wrong keys are told at the start and not by reports that nobody can open. */
async function probe(recipients: string[], identities: string[]): Promise<void> {
	const word = 'probe';
	const sealed = await sealer(recipients)
		.seal(word)
		.catch(() => {
			throw new ConfigError('SEAL_RECIPIENTS 中有不是 age 公钥的内容，请核对，多个公钥之间用逗号分开。');
		});
	const opened = await unsealer(identities)
		.open(sealed)
		.catch(() => null);
	if (opened !== word) {
		throw new ConfigError(
			'SEAL_IDENTITY_FILE 中的私钥打不开用 SEAL_RECIPIENTS 封存的内容，请把两项设置换成配对的公钥和私钥。',
		);
	}
}

/**
 * Reads a small secret file, making it first if it is not there or empty: a power cut in the middle of the first start
 * of an earlier version left such a file. Whoever asks knows that nothing was written under another one.
 */
function keep(path: string, make: () => string): string {
	const kept = readSecret(path);
	if (kept !== '') return kept;
	writeSecret(path, make());
	return readSecret(path);
}

/** What a secret file holds; empty where it is not there. */
export function readSecret(path: string): string {
	return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}

/** Writes a secret file that is whole and on disk before it has its name. */
export function writeSecret(path: string, secret: string): void {
	mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
	writeFileSync(`${path}.new`, `${secret}\n`, { mode: 0o600, flush: true });
	renameSync(`${path}.new`, path);
	keepName(join(path, '..'));
}

/** The name must be on disk before anything is written under the key. */
function keepName(folder: string): void {
	if (process.platform === 'win32') return;
	const opened = openSync(folder, 'r');
	try {
		fsyncSync(opened);
	} finally {
		closeSync(opened);
	}
}

function readIdentities(file: string): string[] {
	const identities = linesOf(file)
		.map((line) => line.trim())
		.filter((line) => line.startsWith('AGE-SECRET-KEY-'));
	if (identities.length === 0) throw new ConfigError(`SEAL_IDENTITY_FILE 指向的文件 ${file} 中没有 age 私钥。`);
	return identities;
}

function linesOf(file: string): string[] {
	if (!existsSync(file)) throw new ConfigError(`SEAL_IDENTITY_FILE 指向的文件 ${file} 不存在。`);
	closeToOthers(file);
	try {
		return readFileSync(file, 'utf8').split('\n');
	} catch {
		throw new ConfigError(`SEAL_IDENTITY_FILE 指向的 ${file} 不能读取，请检查权限。`);
	}
}

/** Whoever else may read the key opens every report. */
function closeToOthers(file: string): void {
	const { mode } = statSync(file);
	if (process.platform === 'win32' || (mode & 0o077) === 0) return;
	try {
		chmodSync(file, 0o600);
	} catch {
		if ((mode & 0o007) === 0) return;
		throw new ConfigError(
			`SEAL_IDENTITY_FILE 指向的文件 ${file} 其他用户也能读取，而且权限无法自动改正。请把它的所有者改为运行工作人员端的用户，并运行 chmod 600 ${file}。`,
		);
	}
}
