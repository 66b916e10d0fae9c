import { readStored, type Suites, stored } from './suites.ts';

/** Hashes of people's passwords, each with the id of its suite before it. */
export interface PasswordHashes {
	hash(password: string): Promise<string>;
	/** Throws UnknownSuite. */
	verify(input: { hash: string; password: string }): Promise<boolean>;
}

export function passwordHashes(suites: Suites): PasswordHashes {
	return {
		hash: async (password) => stored(suites.current, await suites.current.hashPassword(password)),
		async verify({ hash, password }) {
			const { suite, value } = readStored(suites, hash);
			return suite.verifyPassword(password, value);
		},
	};
}
