import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../config.ts';
import { newSecret } from './random.ts';
import { ownSuites } from './suites.ts';

/** What was made. */
export interface MadeKeys {
	/** Variables for both sides of the portal, in a form that shells and service managers read. */
	envFile: string;
	/** The private key of the staff side. */
	identityFile: string;
	/** The private key that is written nowhere, in two halves for two people; null where none was asked for. */
	escrow: [string, string] | null;
}

/**
 * Makes a portal's secret and the keys that seal, each in a file that only this user reads, in a folder that must be new
 * or empty. Throws ConfigError.
 */
export async function makeKeys(folder: string, withEscrow: boolean): Promise<MadeKeys> {
	const identityFile = join(folder, 'seal.identity');
	const identityLine = `SEAL_IDENTITY_FILE=${quoted(identityFile)}`;
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	if (readdirSync(folder).length > 0) {
		throw new ConfigError(`${folder} 中已有文件，为免覆盖正在使用的密钥，请指定一个新的文件夹。`);
	}
	const { makePair, halves } = ownSuites.current.sealing;
	const own = makePair();
	const escrow = withEscrow ? makePair() : null;
	const recipients = [own, escrow].flatMap((pair) => pair?.recipient ?? []);
	const envFile = join(folder, 'portal.env');
	writeSecret(identityFile, [`# ${own.recipient}`, own.identity]);
	writeSecret(envFile, [`PORTAL_SECRET=${newSecret()}`, `SEAL_RECIPIENTS=${recipients.join(',')}`, identityLine]);
	return { envFile, identityFile, escrow: escrow === null ? null : halves(escrow.identity) };
}

/** A path with a space or the like, as shells, service managers and Node read it alike; most need nothing. */
function quoted(path: string): string {
	if (/^[\p{L}\p{N}/._:\\-]+$/u.test(path)) return path;
	if (/['"$`\\\n]/.test(path)) {
		throw new ConfigError('密钥文件夹的路径中不能有引号、反斜杠、美元符号等特殊字符，请另外指定一个文件夹。');
	}
	return `"${path}"`;
}

function writeSecret(path: string, lines: string[]): void {
	writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o600, flag: 'wx', flush: true });
}
