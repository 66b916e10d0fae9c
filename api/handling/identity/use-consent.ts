import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm';
import { dayOf, startOf } from '../../../content/facts/time.ts';
import type { Transaction } from '../../../db/database.ts';
import { alerts } from '../../../db/schema/alerts.ts';
import { audit } from '../../../db/schema/audit.ts';
import type { AuditAction } from '../../audit/actions.ts';
import { type AlertKind, raiseAlert } from '../../audit/alerts.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { consentFor } from './consent.ts';

const dayMs = 86_400_000;

/** Everything that may identify the reporter. */
const openings = ['identity.opened', 'reward.opened', 'evidence.opened'] as const satisfies AuditAction[];

/** How an officer asks for it. */
export interface OpeningRequest {
	/** Left out: the reason that the consent was asked with. */
	reason?: string | undefined;
	/** Asks for the second factor again. Throws where it is wrong. */
	reauthenticate: () => Promise<void>;
}

export interface Opening<Opened> extends OpeningRequest {
	action: (typeof openings)[number];
	open: () => Promise<Opened>;
}

/**
 * Uses a consent: the second factor comes first, and the log row is on disk before anything is shown
 * (信访工作条例 30: the reporter is protected; 矿产资源法 57: confidentiality). What cannot be opened is not logged as
 * opened. Throws not_found, forbidden and what `prove` and `open` throw.
 */
export async function useConsent<Opened>(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	{ action, reason, reauthenticate, open }: Opening<Opened>,
): Promise<Opened> {
	await consentFor(deps.db.read, deps, officer, await findReport(deps.db.read, officer, number));
	await reauthenticate();
	const opened = await open();
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		const consent = await consentFor(tx, deps, officer, report);
		await raiseIfOften(tx, deps, officer, { action, subject: number });
		await writeAudit(tx, deps, { actor: officer, action, subject: number, reason: reason ?? consent.reason });
	});
	return opened;
}

/** Once a day for one officer, this opening included. The originals of one case count once together. */
async function raiseIfOften(
	tx: Transaction,
	deps: StaffDeps,
	officer: Officer,
	opening: { action: (typeof openings)[number]; subject: string },
): Promise<void> {
	const most = deps.content.identity.manyPerDay;
	const now = deps.now();
	const since = new Date(now.getTime() - dayMs).toISOString();
	const each = sql`case ${audit.action} when 'evidence.opened' then ${audit.subject} else cast(${audit.seq} as text) end`;
	const [counted] = await tx
		.select({
			before: sql<number>`count(distinct ${each})`,
			again: sql<number>`count(case when ${audit.action} = 'evidence.opened' and ${audit.subject} = ${opening.subject} then 1 end)`,
		})
		.from(audit)
		.where(and(inArray(audit.action, [...openings]), eq(audit.actorId, officer.id), gte(audit.at, since)));
	const isCounted = opening.action === 'evidence.opened' && (counted?.again ?? 0) > 0;
	const opened = (counted?.before ?? 0) + (isCounted ? 0 : 1);
	if (opened <= most || (await alreadyRaised(tx, officer, startOf(dayOf(now))))) return;
	await raiseAlert(tx, deps, {
		kind: 'identity.often',
		subject: officer.username,
		text: `${officer.name}（${officer.username}）24 小时内查看举报人身份、领奖联系方式和附件原件 ${opened} 次，超过 ${most} 次，请核实是否办理需要。`,
		adcode: officer.adcode,
		forCity: true,
	});
}

async function alreadyRaised(tx: Transaction, { username }: Officer, since: string): Promise<boolean> {
	const kind: AlertKind = 'identity.often';
	const [last] = await tx
		.select({ at: alerts.at })
		.from(alerts)
		.where(and(eq(alerts.kind, kind), eq(alerts.subject, username), gte(alerts.at, since)))
		.orderBy(desc(alerts.at))
		.limit(1);
	return last !== undefined;
}
