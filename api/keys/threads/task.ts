import type { HardWork, KeyPair } from '../suite.ts';

/** Work for a thread: to stretch a secret, to seal a report, or both for one report at once. */
export interface Task {
	stretch?: {
		/** Id of the suite. */
		suite: string;
		secret: string;
		salt: Uint8Array;
	};
	/** Makes a key pair and seals to it. */
	seal?: {
		suite: string;
		/** Public keys of the operator. */
		operator: string[];
		/** Sealed to the new key and to the operator. */
		toBoth: string[];
		/** Sealed to the operator alone. */
		toOperator: string[];
	};
}

/** What came of a task. */
export interface Done {
	/** In hex. */
	stretched?: string;
	sealed?: { pair: KeyPair; toBoth: string[]; toOperator: string[] };
}

/** Does a task here and now. `known`: the suites that there are. */
export function doTask(known: readonly HardWork[], { stretch, seal }: Task): Done {
	return {
		...(stretch && { stretched: suiteOf(known, stretch.suite).stretch(stretch.secret, stretch.salt).toString('hex') }),
		...(seal && { sealed: sealAll(suiteOf(known, seal.suite), seal) }),
	};
}

function sealAll({ sealing }: HardWork, { operator, toBoth, toOperator }: NonNullable<Task['seal']>): Done['sealed'] {
	const pair = sealing.makePair();
	const sealed = (texts: string[], recipients: string[]) =>
		texts.map((text) => Buffer.from(sealing.seal(text, recipients)).toString('base64'));
	// The report's own key first: its reporter's is tried first.
	return { pair, toBoth: sealed(toBoth, [pair.recipient, ...operator]), toOperator: sealed(toOperator, operator) };
}

function suiteOf(known: readonly HardWork[], id: string): HardWork {
	const suite = known.find((each) => each.id === id);
	if (!suite) throw new Error(`no thread knows the suite ${id}`);
	return suite;
}
