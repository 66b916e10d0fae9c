import type { Reader, Transaction } from '../../../db/database.ts';
import { hourOf, refuseUntil, type SignInAttempt, whatIsLocked } from './sign-in-attempt.ts';
import {
	countedFailures,
	countFailure,
	type FailureCounter,
	type FailureDeps,
	forgetFailures,
	lockedUntil,
} from './sign-in-failures.ts';

/** Wrong codes in a row: of the known device itself, or at this account from this network alone. */
function lockOf({ username, network, device }: SignInAttempt): FailureCounter {
	return device
		? { kind: 'code-device', who: username, of: device }
		: { kind: 'code-from', who: username, of: network };
}

/** Sign-ins from one network with a correct password but no code entered. */
const halfOf = ({ username, network }: SignInAttempt): FailureCounter => ({
	kind: 'sign-in-half',
	who: username,
	of: network,
});

/** Wrong codes from unknown devices at one account within the hour, from any network. */
const commonOf = (deps: Pick<FailureDeps, 'now'>, { username }: SignInAttempt): FailureCounter => ({
	kind: 'code-hour',
	who: username,
	of: `${hourOf(deps).hour}`,
});

/**
 * Throws locked while wrong codes lock the device, the account for this network, or the account for all unknown devices. The
 * last cannot be passed with a captcha: whoever guesses has the password already, and one captcha per guess would yield
 * the six digits within weeks.
 */
export async function refuseCodeLocked(from: Reader, deps: FailureDeps, by: SignInAttempt): Promise<void> {
	refuseUntil(deps, await lockedUntil(from, deps, lockOf(by)), whatIsLocked(by));
	if (by.device) return;
	const wrong = await countedFailures(from, deps, commonOf(deps, by));
	if (wrong < deps.content.accounts.signIn.codeTriesPerHour) return;
	const over = new Date(deps.now().getTime() + hourOf(deps).seconds * 1000);
	refuseUntil(deps, over, '此账号在没有登录过的设备上已锁定');
}

/** Counts a wrong code. Returns how many there were in a row at this account, and how many from unknown devices within the hour. */
export async function countCode(tx: Transaction, deps: FailureDeps, by: SignInAttempt) {
	await countFailure(tx, deps, lockOf(by));
	const inRow = await countFailure(tx, deps, { kind: 'sign-in-code', who: by.username });
	return { inRow, inHour: by.device ? 0 : await countFailure(tx, deps, commonOf(deps, by)) };
}

/** Throws locked where a network opened too many sign-ins of an account without ever entering a code. */
export async function refuseHalves(from: Reader, deps: FailureDeps, by: SignInAttempt): Promise<void> {
	if (by.device) return;
	refuseUntil(deps, await lockedUntil(from, deps, halfOf(by)), whatIsLocked(by));
}

/** Counts a sign-in that waits for its code. */
export async function countHalf(tx: Transaction, deps: FailureDeps, by: SignInAttempt): Promise<void> {
	if (!by.device) await countFailure(tx, deps, halfOf(by));
}

/** After a complete sign-in from there. Wrong attempts of unknown devices elsewhere stay counted for the hour. */
export async function forgetCodes(tx: Transaction, deps: Pick<FailureDeps, 'keys'>, by: SignInAttempt): Promise<void> {
	await forgetFailures(tx, deps, lockOf(by));
	await forgetFailures(tx, deps, halfOf(by));
}
