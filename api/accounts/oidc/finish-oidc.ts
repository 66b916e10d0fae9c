import { and, eq, or } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { account } from '../../../db/schema/accounts.ts';
import type { StaffDeps } from '../../deps.ts';
import { traceOf } from '../../log.ts';
import type { Auth } from '../auth.ts';
import { accountNamed } from '../find-account.ts';
import { logSignIn } from '../sign-in/log-sign-in.ts';
import { lockOf } from '../sign-in/sign-in-attempt.ts';
import {
	countFailure,
	type FailureCounter,
	forgetFailures,
	lockedUntil,
	logFailure,
} from '../sign-in/sign-in-failures.ts';
import { openAttempt } from './attempt-cookie.ts';
import { encrypt } from './encrypt.ts';
import { idTokenUse } from './leave-provider.ts';
import type { Provider, VerifiedUser } from './provider.ts';
import { type OidcRefusal, oidcRefusals, refusalOf } from './refusals.ts';

/** The name that better-auth's table of credentials has for it. */
const providerId = 'oidc';

/** A sign-in that this portal refuses. */
class Refused extends Error {
	readonly why: OidcRefusal;
	/** Our account of that name, if there is one. */
	readonly account: string | undefined;
	constructor(why: OidcRefusal, account?: string) {
		super(why);
		this.why = why;
		this.account = account;
	}
}

export type OidcOutcome = { cookies: string[] } | { refused: OidcRefusal };

/**
 * Lets in whom the provider vouches for, if the administrator has made an account of that name before: none is ever
 * made here. What becomes of an account is logged, whichever way it goes.
 */
export async function finishOidc(
	deps: StaffDeps,
	auth: Auth,
	provider: Provider,
	{ search, cookie, network }: { search: string; cookie: string | undefined; network: string },
): Promise<OidcOutcome> {
	try {
		const attempt = openAttempt(deps, cookie);
		if (!attempt) throw new Refused('expired');
		const verifiedUser = await provider.finish(search, attempt);
		const userId = await deps.db.write((tx) => admit(tx, deps, verifiedUser, network));
		const idToken = encrypt(deps.keys, idTokenUse, verifiedUser.idToken);
		const body = { userId, factorProven: verifiedUser.factorProven, idToken };
		const response = await auth.api.openSession({ body, asResponse: true });
		return { cookies: response.headers.getSetCookie() };
	} catch (error) {
		return { refused: await refuse(deps, error) };
	}
}

/**
 * Logs why somebody was not let in: in the audit log where it is about one of our accounts. Anybody can fail here, as
 * often as they like and under any name, so that the rest goes to the system's log alone, without the name.
 */
export async function refuse(deps: StaffDeps, error: unknown): Promise<OidcRefusal> {
	const [why, account] = error instanceof Refused ? [error.why, error.account] : [refusalOf(error), undefined];
	deps.log.warn({ event: 'oidc.refused', why, ...(error instanceof Refused ? {} : traceOf(error)) });
	if (account === undefined) return why;
	await deps.db.write(async (tx) => {
		const failures = await countFailure(tx, deps, oidcFailure(account, why));
		await logFailure(tx, deps, { account, failures, what: `经统一身份认证：${oidcRefusals[why]}` });
	});
	return why;
}

/** Counted by reason, so that the first of each in a row has its row in the log. */
const oidcFailure = (account: string, why: string): FailureCounter => ({
	kind: 'sign-in-vouched',
	who: account,
	of: why,
});

async function admit(
	tx: Transaction,
	deps: StaffDeps,
	{ identity, username, factorProven }: VerifiedUser,
	network: string,
): Promise<string> {
	const who = username?.slice(0, 40);
	if (!who) throw new Refused('no-account');
	const found = await accountNamed(tx, who);
	if (!found) throw new Refused('no-account');
	if (found.disabled) throw new Refused('no-account', who);
	// Guesses at the password lock the account for the network they come from, for every way in.
	if (await lockedUntil(tx, deps, lockOf({ username: who, network, device: null }))) throw new Refused('locked', who);
	if ((deps.secondFactor || found.twoFactorEnabled) && !factorProven) throw new Refused('no-factor', who);
	await bind(tx, deps, { userId: found.id, accountId: identity, who });
	for (const why of Object.keys(oidcRefusals)) await forgetFailures(tx, deps, oidcFailure(who, why));
	await logSignIn(tx, deps, found, { how: '经统一身份认证' });
	return found.id;
}

/** An account of ours, the person at the provider, and the name that they share. */
interface Person {
	userId: string;
	accountId: string;
	who: string;
}

/** The first sign-in ties the account to one person at the provider: a name given to somebody else later opens nothing. */
async function bind(tx: Transaction, deps: StaffDeps, person: Person): Promise<void> {
	const { userId, accountId, who } = person;
	const bound = await tx
		.select()
		.from(account)
		.where(and(eq(account.providerId, providerId), or(eq(account.userId, userId), eq(account.accountId, accountId))));
	if (bound.some((each) => each.userId !== userId || each.accountId !== accountId))
		throw new Refused('other-person', who);
	if (bound.length > 0) return;
	const at = deps.now();
	await tx.insert(account).values({ id: deps.newId(), userId, accountId, providerId, createdAt: at, updatedAt: at });
}
