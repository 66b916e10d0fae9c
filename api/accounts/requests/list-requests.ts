import { desc, not, sql } from 'drizzle-orm';
import { accountRequests } from '../../../db/schema/accounts.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { isRole, otherAdministrator, roles } from '../../permission/roles.ts';
import { findAccount } from '../find-account.ts';
import { accountFacts } from '../list-accounts.ts';
import { isOpen, lapsesAt, newAccountOf, requestKinds, type StoredRequest } from './request.ts';

const stateNames = {
	waiting: '等待决定',
	granted: '已同意',
	collected: '已同意',
	refused: '不同意',
	expired: '已过期',
} as const satisfies Record<StoredRequest['state'], string>;

/** How many of the closed ones are shown. */
const mostClosed = 20;

/** For a decision, or for whoever asked to fetch the first half of the password: letting in again needs none. */
const waitsForSomebody = sql`(${accountRequests.state} = 'waiting' or (${accountRequests.state} = 'granted' and ${accountRequests.kind} <> 'enable'))`;

/** What waits for somebody, then what was decided lately; each the newest first. No password. */
export async function listRequests(deps: Deps, officer: Officer) {
	const { read } = deps.db;
	const newest = desc(accountRequests.requestedAt);
	const open = await read.select().from(accountRequests).where(waitsForSomebody).orderBy(newest);
	const closed = await read
		.select()
		.from(accountRequests)
		.where(not(waitsForSomebody))
		.orderBy(newest)
		.limit(mostClosed);
	return { items: await Promise.all([...open, ...closed].map((each) => requestRow(deps, officer, each))) };
}

async function requestRow(deps: Deps, officer: Officer, request: StoredRequest) {
	const asker = await findAccount(deps.db.read, request.requestedById);
	const about = newAccountOf(request) ?? (await findAccount(deps.db.read, request.userId ?? ''));
	const waits = isOpen(deps, request);
	const state = request.state === 'waiting' && !waits ? 'expired' : request.state;
	const mine = request.requestedById === officer.id;
	const decider = isRole(asker.role) ? otherAdministrator(asker.role) : null;
	return {
		id: request.id,
		kind: request.kind,
		kindName: requestKinds[request.kind],
		account: accountFacts(deps, about),
		reason: request.reason,
		requestedBy: request.requestedByName,
		requestedAt: request.requestedAt,
		lapsesAt: lapsesAt(deps, request),
		state,
		stateName: stateNames[state],
		decidedBy: request.decidedByName,
		decidedAt: request.decidedAt,
		/** Who decides: the other kind of administrator. */
		decider: decider && roles[decider].name,
		canDecide: waits && officer.role === decider && request.userId !== officer.id,
		/** The first half of the one-time password waits for whoever asked. */
		canCollect: mine && state === 'granted' && request.kind !== 'enable',
	};
}
