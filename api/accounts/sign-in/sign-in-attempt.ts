import type { Reader, Transaction } from '../../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { countFailure, type FailureCounter, type FailureDeps, lockedUntil } from './sign-in-failures.ts';

/** An attempt at signing in, and where it comes from. */
export interface SignInAttempt {
	/** The name that was typed. */
	username: string;
	/** As http/network.ts names it; hashed at once. */
	network: string;
	/** Keyed hash of the known device it comes from; null for unknown devices. */
	device: string | null;
}

/** The counter that locks after too many wrong attempts in a row: by device, or by name and network. */
export function lockOf({ username, network, device }: SignInAttempt): FailureCounter {
	return device
		? { kind: 'sign-in-device', who: username, of: device }
		: { kind: 'sign-in-from', who: username, of: network };
}

const hourMs = 3_600_000;

/** The hour in which wrong attempts of unknown devices are counted, and the seconds until it is over. */
export function hourOf({ now }: Pick<Deps, 'now'>): { hour: number; seconds: number } {
	const hour = Math.floor(now().getTime() / hourMs);
	return { hour, seconds: Math.ceil(((hour + 1) * hourMs - now().getTime()) / 1000) };
}

/** Wrong attempts of unknown devices from one network within the hour, at any name. */
export function networkCounter(deps: Pick<Deps, 'now'>, network: string): FailureCounter {
	return { kind: 'sign-in-network', who: null, of: `${hourOf(deps).hour} ${network}` };
}

/** The counters of wrong attempts of unknown devices within the hour that throttle further ones. */
export function throttleCounters(deps: Pick<Deps, 'now'>, { username, network }: SignInAttempt) {
	const { hour, seconds } = hourOf(deps);
	return {
		name: { kind: 'sign-in-hour', who: username, of: `${hour}` },
		network: networkCounter(deps, network),
		/** Until the hour is over. */
		seconds,
	} as const satisfies { name: FailureCounter; network: FailureCounter; seconds: number };
}

/**
 * Counts a wrong attempt in every counter it belongs to, the same for names without an account. Returns how many there
 * were in a row at this name, and how many by unknown devices within the hour.
 */
export async function countAttempt(
	tx: Transaction,
	deps: FailureDeps,
	by: SignInAttempt,
): Promise<{ inRow: number; inHour: number }> {
	await countFailure(tx, deps, lockOf(by));
	const inRow = await countFailure(tx, deps, { kind: 'sign-in', who: by.username });
	if (by.device) return { inRow, inHour: 0 };
	const { name, network } = throttleCounters(deps, by);
	await countFailure(tx, deps, network);
	return { inRow, inHour: await countFailure(tx, deps, name) };
}

/** Throws locked while too many wrong attempts in a row lock the device, or the name for this network. */
export async function refuseLocked(from: Reader, deps: Pick<Deps, 'keys' | 'now'>, by: SignInAttempt): Promise<void> {
	refuseUntil(deps, await lockedUntil(from, deps, lockOf(by)), whatIsLocked(by));
}

/** What is locked, in words: the device, or the name for the network. */
export function whatIsLocked({ device }: SignInAttempt): string {
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
