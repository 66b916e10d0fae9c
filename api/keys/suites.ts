import { PortalError } from '../http/errors.ts';
import type { CryptoSuite } from './suite.ts';
import { a1 } from './suites/a1.ts';

/** The suites a portal knows. */
export interface Suites {
	/** Everything new is made with it. */
	readonly current: CryptoSuite;
	/** All of them, the current one first: what is stored may be of any. */
	readonly known: readonly CryptoSuite[];
}

/** What is stored is of a suite that this program does not know, or says nothing of any. */
export class UnknownSuite extends PortalError {
	/** What stands where the name of a suite should; null for nothing that could be one. */
	readonly suite: string | null;

	constructor(suite: string | null) {
		super(
			'unavailable',
			suite === null
				? '这项内容没有写明所用的密码套件，不是本平台保存的，或者已经损坏，不能使用。请联系系统管理员核查。'
				: `这项内容是用密码套件 ${suite} 保存的，本版程序不认识这个套件，不能使用。请联系系统管理员换用保存它的程序版本。`,
		);
		this.suite = suite;
	}
}

/** Longest id of a suite. */
export const longestId = 8;
const idForm = /^[a-z][a-z0-9]{0,7}$/;
const idAhead = /^([a-z][a-z0-9]{0,7}):/;

/** Those that are known, the one that writes first. */
export function suitesOf(current: CryptoSuite, ...older: CryptoSuite[]): Suites {
	const known = [current, ...older];
	const ids = known.map(({ id }) => id);
	if (new Set(ids).size < ids.length || !ids.every((id) => idForm.test(id))) {
		throw new Error(`ids of suites must differ, and be short: ${ids.join(', ')}`);
	}
	return { current, known };
}

/**
 * The suites of this program. Another one is added here: before a1 to write with it from now on, behind it to only read
 * what a portal wrote under it. None is ever taken out while a portal has something of it.
 */
export const ownSuites = suitesOf(a1);

/** The form in which everything is stored that a suite made: its id, a colon, and the value. */
export function stored({ id }: CryptoSuite, value: string): string {
	return `${id}:${value}`;
}

/** The id that a stored value names; null where it names none. */
export function suiteIdOf(text: string): string | null {
	return idAhead.exec(text)?.[1] ?? null;
}

/** The suite that a stored value names, where it is known. Asked for each row of the log: by plain comparison. */
export function suiteOf({ known }: Suites, text: string): CryptoSuite | undefined {
	return known.find(({ id }) => text.startsWith(id) && text[id.length] === ':');
}

/** The suite that a stored value names, the current one where there is none to go by. Throws UnknownSuite. */
export function suiteLike(suites: Suites, like: string | undefined): CryptoSuite {
	return like === undefined ? suites.current : readStored(suites, like).suite;
}

/** A stored value and the suite that made it. Throws UnknownSuite. */
export function readStored(suites: Suites, text: string): { suite: CryptoSuite; value: string } {
	const suite = suiteOf(suites, text);
	if (!suite) throw new UnknownSuite(suiteIdOf(text));
	return { suite, value: text.slice(suite.id.length + 1) };
}
