import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { type Config, ConfigError } from '../config.ts';
import { keyNames, type PublicKeys, probeText, sealedProbes } from './public-keys.ts';
import { newSecret } from './random.ts';
import { unsealer } from './seal.ts';
import { ownFiles, readSecret, writeSecret } from './secret-files.ts';
import { ownSuites, type Suites } from './suites.ts';

/** All keys of the operator: for the staff side only. */
export interface Keys extends PublicKeys {
	/** Private keys of the operator. */
	identities: string[];
	/** Recipients of these identities. */
	own: string[];
}

/**
 * The operator's keys. Production names them in its settings; demo mode makes its own once, below DATA_DIR/keys,
 * readable by this account only.
 */
export async function readKeys(config: Config, suites: Suites = ownSuites): Promise<Keys> {
	const { secretFile, identityFile } = ownFiles(config);
	const secret = config.secret ?? keep(secretFile, newSecret);
	const identities = config.sealIdentityFile
		? readIdentities(config.sealIdentityFile, suites)
		: ownIdentities(identityFile, suites);
	const own = recipientsOf(suites, identities);
	const recipients = config.sealRecipients.length > 0 ? config.sealRecipients : own;
	await probe(suites, recipients, identities);
	return { secret, recipients, identities, own, suites };
}

/** Whether the keys are there already: named in the settings, or made by an earlier start. */
export function hasKeys(config: Config): boolean {
	const { secretFile, identityFile } = ownFiles(config);
	return [
		[config.secret, secretFile],
		[config.sealIdentityFile, identityFile],
	].every(([named, file = '']) => named !== undefined || readSecret(file) !== '');
}

function recipientsOf(suites: Suites, identities: string[]): string[] {
	try {
		return suites.known.flatMap(({ sealing }) =>
			identities.filter(sealing.isIdentity).map((identity) => sealing.recipientOf(identity)),
		);
	} catch {
		throw new ConfigError(`SEAL_IDENTITY_FILE 中的 ${keyNames(suites)} 私钥写法不对，请核对文件内容是否完整。`);
	}
}

/** Opens a word that was sealed, so that wrong keys are told at the start and not by reports that nobody can open. */
async function probe(suites: Suites, recipients: string[], identities: string[]): Promise<void> {
	for (const { only, sealed } of await sealedProbes(suites, recipients)) {
		const opened = await unsealer(only, identities)
			.open(sealed)
			.catch(() => null);
		if (opened !== probeText) {
			throw new ConfigError(
				'SEAL_IDENTITY_FILE 中的私钥打不开用 SEAL_RECIPIENTS 封存的内容，请把两项设置换成配对的公钥和私钥。',
			);
		}
	}
}

/** The private keys of a demonstration, each on a line: one of the current suite is made where there is none. */
function ownIdentities(file: string, suites: Suites): string[] {
	const existing = identitiesIn(readSecret(file), suites);
	const { isIdentity, makePair } = suites.current.sealing;
	if (existing.some(isIdentity)) return existing;
	writeSecret(file, [...existing, makePair().identity].join('\n'));
	return identitiesIn(readSecret(file), suites);
}

function identitiesIn(text: string, { known }: Suites): string[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => known.some(({ sealing }) => sealing.isIdentity(line)));
}

/**
 * Reads a small secret file, making it first if it is not there or empty: a power cut in the middle of the first start
 * of an earlier version left such a file. Whoever asks knows that nothing was written under another one.
 */
function keep(path: string, make: () => string): string {
	const existing = readSecret(path);
	if (existing !== '') return existing;
	writeSecret(path, make());
	return readSecret(path);
}

function readIdentities(file: string, suites: Suites): string[] {
	const identities = identitiesIn(textOf(file), suites);
	if (identities.length === 0) {
		throw new ConfigError(`SEAL_IDENTITY_FILE 指向的文件 ${file} 中没有 ${keyNames(suites)} 私钥。`);
	}
	return identities;
}

function textOf(file: string): string {
	if (!existsSync(file)) throw new ConfigError(`SEAL_IDENTITY_FILE 指向的文件 ${file} 不存在。`);
	restrictToOwner(file);
	try {
		return readFileSync(file, 'utf8');
	} catch {
		throw new ConfigError(`SEAL_IDENTITY_FILE 指向的 ${file} 不能读取，请检查权限。`);
	}
}

/** Whoever else may read the key opens every report. */
function restrictToOwner(file: string): void {
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
