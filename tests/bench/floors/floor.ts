import type { AddressInfo } from 'node:net';

/** Database file of this floor, named by the bench. */
export const file = process.argv[2] ?? '';

/** Tells the bench the port. */
export function announce(address: string | AddressInfo | null): void {
	process.stdout.write(`${(address as AddressInfo).port}\n`);
}
