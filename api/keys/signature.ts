import type { Suites } from './suites.ts';

/**
 * The signature that goes out with a message under a secret its receiver has, too: the usual name of the MAC, `=`, and
 * its hex, e.g. `sha256=…`.
 */
export function signature({ current }: Suites, secret: string, text: string): string {
	return `${current.macName}=${current.mac(secret)(text)}`;
}
