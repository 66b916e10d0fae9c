import type { Reader, Transaction } from '../../../db/open.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { countFailure, type Failed, type FailureDeps, lockedUntil } from './sign-in-failures.ts';

/** A try at signing in, and where it comes from. */
export interface SignInTry {
	/** The name that was typed. */
	username: string;
	/** As intake/network.ts names it; hashed at once. */
	network: string;
	/** Keyed hash of the known device it comes from; null for strangers. */
	device: string | null;
}

/** What locks after too many wrong tries in a row: the device itself, or this name for this network alone. */
export function lockOf({ username, network, device }: SignInTry): Failed {
	return device
		? { kind: 'sign-in-device', who: username, of: device }
		: { kind: 'sign-in-from', who: username, of: network };
}

const hourMs = 3_600_000;

/** The hour that wrong tries of strangers are counted in, and the seconds until it is over. */
export function hourOf({ now }: Pick<Deps, 'now'>): { hour: number; seconds: number } {
	const hour = Math.floor(now().getTime() / hourMs);
	return { hour, seconds: Math.ceil(((hour + 1) * hourMs - now().getTime()) / 1000) };
}

/** Wrong tries of strangers from one network within the hour, at whatever names. */
export function networkPrice(deps: Pick<Deps, 'now'>, network: string): Failed {
	return { kind: 'sign-in-network', who: null, of: `${hourOf(deps).hour} ${network}` };
}

/** What has a price after too many wrong tries of strangers within the hour. */
export function pricesOf(deps: Pick<Deps, 'now'>, { username, network }: SignInTry) {
	const { hour, seconds } = hourOf(deps);
	return {
		name: { kind: 'sign-in-hour', who: username, of: `${hour}` },
		network: networkPrice(deps, network),
		/** Until the hour is over. */
		seconds,
	} as const satisfies { name: Failed; network: Failed; seconds: number };
}

/**
 * Counts a wrong try wherever it counts, the same for names that belong to no account. Returns how many there were in a
 * row at this name, and how many of strangers within the hour.
 */
export async function countTry(
	tx: Transaction,
	deps: FailureDeps,
	by: SignInTry,
): Promise<{ inRow: number; inHour: number }> {
	await countFailure(tx, deps, lockOf(by));
	const inRow = await countFailure(tx, deps, { kind: 'sign-in', who: by.username });
	if (by.device) return { inRow, inHour: 0 };
	const { name, network } = pricesOf(deps, by);
	await countFailure(tx, deps, network);
	return { inRow, inHour: await countFailure(tx, deps, name) };
}

/** Throws locked while too many wrong tries in a row lock the device, or the name for the network. */
export async function refuseLocked(from: Reader, deps: Pick<Deps, 'keys' | 'now'>, by: SignInTry): Promise<void> {
	refuseUntil(deps, await lockedUntil(from, deps, lockOf(by)), whatIsLocked(by));
}

/** What is locked, in words: the device, or the name for the network. */
export function whatIsLocked({ device }: SignInTry): string {
	return device ? '此账号在本设备上已锁定' : '此账号在您所在的网络中已锁定';
}

/** Throws locked before that moment; `what` says what is locked. */
export function refuseUntil({ now }: Pick<Deps, 'now'>, until: Date | null, what: string): void {
	if (!until) return;
	const leftMs = until.getTime() - now().getTime();
	throw new PortalError('locked', `连续多次输入不对，${what}，请 ${Math.ceil(leftMs / 60_000)} 分钟后再试。`, {
		retryAfter: Math.ceil(leftMs / 1000),
	});
}
