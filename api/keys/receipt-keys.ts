import type { PortalKeys } from './portal-keys.ts';
import { ofOperator, type Unsealer, unsealer } from './seal.ts';
import type { CryptoSuite } from './suite.ts';
import { readStored, stored, suiteLike } from './suites.ts';
import type { KeyThreads } from './threads/threads.ts';

/** What the reporter has. */
export interface Receipt {
	number: string;
	secret: string;
}

/** Makes what hangs on a receipt, and tries receipts that somebody typed. */
export interface ReceiptKeys {
	/**
	 * Makes a key pair of the report's own, which only the receipt unlocks, and seals texts: `both` to the operator and that
	 * key, `operator` to the operator alone. In the suite that `like` names, the recipient that the report had before. Throws
	 * unavailable where too many wait.
	 */
	seal<B extends Texts, O extends Texts>(
		receipt: Receipt,
		texts: { both: B; operator: O },
		like?: string,
	): Promise<SealedReport<B, O>>;
	/** A receipt that somebody typed. */
	typed(receipt: Receipt): TypedReceipt;
}

/** Texts by what they are; null where there is none. */
type Texts = Record<string, string | null>;
type Sealed<T extends Texts> = { [K in keyof T]: T[K] extends string ? string : string | null };

/** A report as it is stored. */
export interface SealedReport<B extends Texts, O extends Texts> {
	/** Keyed hash of number and secret. */
	secretHash: string;
	/** The report's own public key: staff write to it. */
	recipient: string;
	/** Its private key, which only the receipt unlocks. */
	wrappedIdentity: string;
	both: Sealed<B>;
	operator: Sealed<O>;
}

/** Each way to ask takes the time of one key that is made out of number and secret, all together take no more. */
export interface TypedReceipt {
	/** Whether it is the one that was hashed; null, for nothing to compare with, takes the same work. */
	matches(secretHash: string | null): Promise<boolean>;
	/** Its hash under each suite that is known. */
	hashes(): Promise<string[]>;
	/** Opens what was sealed to the report. Throws where it is another's. */
	unsealer(wrappedIdentity: string): Promise<Unsealer>;
}

/**
 * `stretches`: whether the secret of a receipt is made as slow to guess as its suite can; off for measurements and tests.
 */
export function receiptKeys(
	keys: PortalKeys,
	recipients: string[],
	threads: KeyThreads,
	stretches: boolean,
): ReceiptKeys {
	const { suites } = keys;
	/** What a thread has to stretch. Its salt is the report's own, and nobody makes it without the portal's secret. */
	const stretching = ({ id }: CryptoSuite, { number, secret }: Receipt) => ({
		suite: id,
		secret: `${number}:${secret}`,
		salt: keys.bytes({ purpose: 'receipt-salt', value: number }, `${id}:`),
	});
	const plain = ({ number, secret }: Receipt) => `${number}:${secret}`;

	return {
		async seal(receipt, { both, operator }, like) {
			const suite = suiteLike(suites, like);
			const { stretched = plain(receipt), sealed } = await threads.run({
				...(stretches && { stretch: stretching(suites.current, receipt) }),
				seal: {
					suite: suite.id,
					operator: ofOperator(suite, recipients),
					toBoth: textsOf(both),
					toOperator: textsOf(operator),
				},
			});
			if (!sealed) throw new Error('a thread sealed nothing');
			return {
				secretHash: keys.of('secret', stretched),
				recipient: stored(suite, sealed.pair.recipient),
				wrappedIdentity: keys.encrypt({ purpose: 'report', value: stretched }, sealed.pair.identity),
				both: named(suite, both, sealed.toBoth),
				operator: named(suite, operator, sealed.toOperator),
			};
		},
		typed(receipt) {
			const made = new Map<CryptoSuite, Promise<string>>();
			const stretchedIn = (suite: CryptoSuite): Promise<string> => {
				if (!stretches) return Promise.resolve(plain(receipt));
				const known = made.get(suite) ?? stretch(suite);
				made.set(suite, known);
				return known;
			};
			const stretch = async (suite: CryptoSuite) => {
				const { stretched } = await threads.run({ stretch: stretching(suite, receipt) });
				if (stretched === undefined) throw new Error('a thread stretched nothing');
				return stretched;
			};
			return {
				async matches(secretHash) {
					const code = await stretchedIn(suiteLike(suites, secretHash ?? undefined));
					return keys.matches('secret', code, secretHash);
				},
				hashes: () =>
					Promise.all(suites.known.map(async (suite) => keys.of('secret', await stretchedIn(suite), `${suite.id}:`))),
				async unsealer(wrappedIdentity) {
					const { suite } = readStored(suites, wrappedIdentity);
					const use = { purpose: 'report', value: await stretchedIn(suite) } as const;
					return unsealer(suites, [keys.decrypt(use, wrappedIdentity)]);
				},
			};
		},
	};
}

function textsOf(texts: Texts): string[] {
	return Object.values(texts).filter((text) => text !== null);
}

/** Gives texts that were sealed in the order of `texts` their names. */
function named<T extends Texts>(suite: CryptoSuite, texts: T, sealed: string[]): Sealed<T> {
	const left = [...sealed];
	const entries = Object.entries(texts).map(([name, text]) => [
		name,
		text === null ? null : stored(suite, left.shift() ?? ''),
	]);
	return Object.fromEntries(entries);
}
