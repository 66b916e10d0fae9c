import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isPostgresUrl } from '../../db/engine.ts';
import { type Config, ConfigError } from '../config.ts';
import type { Keys } from '../keys/key-files.ts';
import { keyedHash } from '../keys/keyed-hash.ts';
import type { PublicKeys } from '../keys/public-keys.ts';
import { suiteIdOf } from '../keys/suites.ts';
import { hasSecret, type Manifest, readManifest } from './manifest.ts';

type Place = Pick<Config, 'dataDir' | 'database'>;

/**
 * Sealed files, a manifest or a write-ahead log show that there was a database which is lost now. One on a server is looked
 * at once it is open.
 */
export function refuseLostDatabase({ dataDir, database }: Place): void {
	if (isPostgresUrl(database)) return;
	const hasTrace = hasData(dataDir) || existsSync(`${database}-wal`);
	if (hasTrace && !hasFile(database)) throw new ConfigError(lostSentence(database));
}

/** Whether there is a file of a database that holds anything. */
export function hasFile(database: string): boolean {
	return existsSync(database) && statSync(database).size > 0;
}

/** An empty database beside files that belong to reports. */
export function refuseEmptyDatabase({ dataDir, database }: Place): void {
	if (!hasData(dataDir)) return;
	if (!isPostgresUrl(database)) throw new ConfigError(lostSentence(database));
	throw new ConfigError(
		'数据目录中有平台的数据，但 DATABASE_URL 指定的数据库是空的，启动会另建一个空的平台。请检查 DATABASE_URL 是否写错；要另建新平台的，请用 DATA_DIR 指定一个空的文件夹。',
	);
}

/** Whether there is something that belongs to a database. */
export function hasData(dataDir: string): boolean {
	const sealed = join(dataDir, 'sealed');
	return (
		readManifest(dataDir) !== null || (existsSync(sealed) && readdirSync(sealed).some((name) => !name.endsWith('.new')))
	);
}

/** SQLite would replay the write-ahead log of a lost database into a new one, so none may be created beside it. */
function lostSentence(database: string): string {
	return `数据目录中有平台的数据，但数据库 ${database} 不存在或者是空的，启动会另建一个空的平台。请不要把数据库单独放进这个目录，也不要删改其中的文件：请把整份备份复制到一个新的文件夹，用 DATA_DIR 指定它，再放入原来的密钥启动；原目录保持原样，备份以后收到的内容还可以从中找回。要另建新平台的，请用 DATA_DIR 指定一个空的文件夹。`;
}

/** Throws ConfigError where the folder was written under another secret, or in a suite that is not known. */
export function refuseOtherSecret(manifest: Manifest, keys: PublicKeys): void {
	const keyed = keyedHash(keys.secret, keys.suites);
	if (!keyed.knows(manifest.secret)) {
		throw new ConfigError(
			`数据目录是用密码套件 ${suiteIdOf(manifest.secret) ?? '（未写明）'} 写成的，本版程序不认识这个套件，不能打开。请换用写成它的程序版本。`,
		);
	}
	if (hasSecret(manifest, keyed)) return;
	throw new ConfigError(
		'PORTAL_SECRET 与数据目录不相符：用它启动，所有举报回执都会查不到，工作人员也不能登录。请改回原来的值；PORTAL_SECRET 不能更换，确已丢失的，请保留原数据目录，另设新的 DATA_DIR 重新开始。',
	);
}

/** What a public process asks of its keys. Throws ConfigError. */
export function refuseOtherPublicKeys(manifest: Manifest, keys: PublicKeys): void {
	refuseOtherSecret(manifest, keys);
	refuseLostSuite(manifest, keys);
	refuseOtherRecipients(manifest, keys);
}

/** Throws ConfigError where something that is sealed would not open any more. Nobody can declare that to be right. */
export function refuseMissingIdentity(manifest: Manifest, keys: Keys): void {
	const lost = manifest.recipients.find((each) => !each.some((recipient) => keys.own.includes(recipient)));
	if (!lost) return;
	throw new ConfigError(
		`SEAL_IDENTITY_FILE 中没有公钥 ${lost.join('、')} ${lost.length > 1 ? '之一' : ''}对应的私钥，以前封存的内容将打不开。请把原来的私钥（或者托管私钥）放回这个文件；更换密钥时新旧私钥都要保留，每行一个。`,
	);
}

/** Throws ConfigError where what is new would be sealed to others than before, and nobody has declared that. */
export function refuseOtherRecipients(manifest: Manifest, keys: PublicKeys): void {
	const { added, removed } = recipientChanges(manifest, keys);
	if (added.length + removed.length === 0) return;
	const what = [added.length > 0 && `新增 ${added.join('、')}`, removed.length > 0 && `去掉 ${removed.join('、')}`];
	throw new ConfigError(
		`SEAL_RECIPIENTS 与数据目录上次使用的不同（${what.filter(Boolean).join('，')}）：以后的举报将封存给这些公钥。如属误设，请改回原值；确是更换或者增加密钥的，请先运行 npm run keys -- accept，再重新启动。`,
	);
}

/**
 * Throws ConfigError where the settings name no public key of a suite that reports were taken in under: whoever answers
 * them seals to a key of that suite, and to the operator with it.
 */
export function refuseLostSuite(manifest: Manifest, { recipients, suites }: PublicKeys): void {
	const before = manifest.recipients.flat();
	const lost = suites.known.find(
		({ sealing }) => before.some(sealing.isRecipient) && !recipients.some(sealing.isRecipient),
	);
	if (!lost) return;
	throw new ConfigError(
		`SEAL_RECIPIENTS 中没有留下 ${lost.sealing.keyName} 公钥：以前收到的举报须用它封存答复。请在新公钥之外至少保留一个原来的公钥。`,
	);
}

/** Who is sealed to from now on, and who no more. */
export function recipientChanges(
	manifest: Manifest,
	{ recipients }: PublicKeys,
): { added: string[]; removed: string[] } {
	const before = manifest.recipients.at(-1) ?? [];
	return {
		added: recipients.filter((each) => !before.includes(each)),
		removed: before.filter((each) => !recipients.includes(each)),
	};
}
