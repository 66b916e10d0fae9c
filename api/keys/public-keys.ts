import { type Config, ConfigError } from '../config.ts';
import { sealer } from './seal.ts';
import { ownFiles, readSecret } from './secret-files.ts';
import { ownSuites, type Suites } from './suites.ts';

/** What the public side holds: nothing of it opens what is sealed to the operator. */
export interface PublicKeys {
	/** Key of all keyed hashes. */
	secret: string;
	/** Public keys of the operator, in whatever suites. */
	recipients: string[];
	/** What they are used with. */
	suites: Suites;
}

/**
 * The keys of a public process, which neither makes any nor looks for a private one. `known`: the recipients that the
 * staff side wrote down in the data folder, for a demonstration that names none in its settings. Throws ConfigError.
 */
export async function readPublicKeys(config: Config, known: string[], suites: Suites = ownSuites): Promise<PublicKeys> {
	const secret = config.secret ?? readSecret(ownFiles(config).secretFile);
	if (secret === '') {
		throw new ConfigError('没有找到平台的密钥，请设置与工作人员端相同的 PORTAL_SECRET，再启动公众端。');
	}
	const recipients = config.sealRecipients.length > 0 ? config.sealRecipients : known;
	await sealedProbes(suites, recipients);
	return { secret, recipients, suites };
}

/** What is sealed to try the keys. */
export const probeText = 'probe';

/** The word sealed in each suite of the recipients. Throws ConfigError where they are no public keys, or not enough. */
export async function sealedProbes(suites: Suites, recipients: string[]): Promise<{ only: Suites; sealed: string }[]> {
	const { current, known } = suites;
	const notKeys = new ConfigError(
		`SEAL_RECIPIENTS 中有不是 ${keyNames(suites)} 公钥的内容，请核对，多个公钥之间用逗号分开。`,
	);
	if (!recipients.every((each) => known.some(({ sealing }) => sealing.isRecipient(each)))) throw notKeys;
	if (!recipients.some(current.sealing.isRecipient)) {
		throw new ConfigError(
			`SEAL_RECIPIENTS 中没有 ${current.sealing.keyName} 公钥，新的内容无法封存，请加上，原有公钥保留。`,
		);
	}
	const used = known.filter(({ sealing }) => recipients.some(sealing.isRecipient));
	return Promise.all(
		used.map(async (suite) => {
			const only = { current: suite, known: [suite] };
			const sealed = await sealer(only, recipients)
				.seal(probeText)
				.catch(() => {
					throw notKeys;
				});
			return { only, sealed };
		}),
	);
}

/** What the operator may call the keys that this program takes. */
export function keyNames({ known }: Suites): string {
	return known.map(({ sealing }) => sealing.keyName).join('、');
}
