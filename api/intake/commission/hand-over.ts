import { and, eq, lte } from 'drizzle-orm';
import { unitOf } from '../../../content/facts/look-up.ts';
import { addDays, dayOf, startOf } from '../../../content/facts/time.ts';
import type { Transaction } from '../../../db/database.ts';
import { consents } from '../../../db/schema/by-passes.ts';
import { reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { traceOf } from '../../log.ts';
import { enqueue } from '../../outbox/outbox.ts';
import { thePortal } from '../../permission/actor.ts';
import type { Consent } from '../../report/by-pass/find-consent.ts';
import type { NewEvent } from '../../report/new-event.ts';
import { notifyReporter } from '../../report/notify-reporter.ts';
import { recordEvent } from '../../report/record-event.ts';
import { settled } from '../../report/statuses.ts';
import { prepareReport } from '../receive/prepare-report.ts';
import { copyFiles } from './copy-files.ts';

/** Hands over what reporters agreed to and did not take back, and ends the questions that nobody answered. */
export async function settleConsents(deps: StaffDeps): Promise<void> {
	await expireUnanswered(deps);
	const due = await deps.db.read
		.select()
		.from(consents)
		.where(and(eq(consents.state, 'agreed'), lte(consents.handOverAt, deps.now().toISOString())));
	for (const consent of due) {
		try {
			await handOver(deps, consent);
		} catch (error) {
			// One that cannot be handed over now, e.g. for want of a file, is tried again and keeps no other waiting.
			deps.log.error({ event: 'consent.hand-over-failed', ...traceOf(error) });
		}
	}
}

/** Silence means no. */
async function expireUnanswered(deps: StaffDeps): Promise<void> {
	const { answerDays } = deps.content.approvals.consent;
	const before = startOf(addDays(dayOf(deps.now()), -answerDays));
	const unanswered = await deps.db.read
		.select()
		.from(consents)
		.where(and(eq(consents.state, 'asked'), lte(consents.decidedAt, before)));
	for (const consent of unanswered) {
		await deps.db.write((tx) => lapse(tx, deps, consent, { from: 'asked', answer: 'expired', reason: '到期没有答复' }));
	}
}

interface Lapse {
	from: Consent['state'];
	/** expired: nobody answered; lapsed: there was a yes, and nothing came of it. */
	answer: 'expired' | 'lapsed';
	reason: string;
}

/** Ends a question of which nothing comes, and says so to reporter and city. */
async function lapse(
	tx: Transaction,
	deps: StaffDeps,
	{ id, reportId }: Consent,
	{ from, answer, reason }: Lapse,
): Promise<void> {
	if (!(await settle(tx, id, from, 'expired'))) return;
	const [report] = await tx.select().from(reports).where(eq(reports.id, reportId));
	if (!report) return;
	const event: NewEvent = { move: 'answer-consent', actor: thePortal, fields: { answer } };
	const recorded = await recordEvent(tx, deps, report, event);
	await notifyReporter(tx, deps, recorded, event);
	await writeAudit(tx, deps, { actor: thePortal, action: 'consent.lapsed', subject: report.number, reason });
	await enqueue(tx, deps, { kind: 'unit.notify', unitId: report.unitId, number: report.number });
}

/**
 * Gives the county a case of its own made of the city's summary and the files that the reporter ticked. The report
 * stays with the city, and nothing leads from the one to the other but the city's own note.
 */
async function handOver(deps: StaffDeps, consent: Consent): Promise<void> {
	const [original] = await deps.db.read.select().from(reports).where(eq(reports.id, consent.reportId));
	const unit = unitOf(deps.content, consent.unitId);
	if (!original || !unit) {
		// The city may ask anew.
		const gone: Lapse = { from: 'agreed', answer: 'lapsed', reason: '承办单位已经撤销' };
		await deps.db.write((tx) => lapse(tx, deps, consent, gone));
		return;
	}
	const summary = await deps.unsealer.open(consent.sealedSummary);
	const commission = await prepareReport(deps, {
		channel: 'city',
		by: thePortal,
		idempotencyKey: deps.newId(),
		captcha: null,
		commission: { of: original.id, unit },
		input: {
			category: original.category,
			description: summary,
			location: { adcode: unit.adcode, place: '见市级交办内容' },
			reporter: { mode: 'anonymous' },
			avoidCounty: false,
			avoidCounties: [],
		},
	});
	const files = await copyFiles(deps, consent.files);
	await deps.db.write(async (tx) => {
		const [current] = await tx.select().from(reports).where(eq(reports.id, original.id));
		if (!current || settled.includes(current.status)) {
			await lapse(tx, deps, consent, { from: 'agreed', answer: 'lapsed', reason: '市级已经答复' });
			return;
		}
		// A no that came meanwhile wins.
		if (!(await settle(tx, consent.id, 'agreed', 'handed-over'))) return;
		await commission.write(tx);
		await files.attach(tx, commission.id);
		const fields = { unit: unit.name, number: commission.number };
		const recorded = await recordEvent(tx, deps, current, { move: 'commission', actor: thePortal, fields });
		await notifyReporter(tx, deps, recorded, { move: 'commission', fields });
		await writeAudit(tx, deps, { actor: thePortal, action: 'consent.handed-over', subject: current.number });
	});
}

async function settle(tx: Transaction, id: string, from: Consent['state'], state: Consent['state']): Promise<boolean> {
	const changed = await tx
		.update(consents)
		.set({ state })
		.where(and(eq(consents.id, id), eq(consents.state, from)))
		.returning({ id: consents.id });
	return changed.length > 0;
}
