import { and, eq, lte } from 'drizzle-orm';
import type { Transaction } from '../../../../db/open.ts';
import { consents } from '../../../../db/schema/by-passes.ts';
import { reports } from '../../../../db/schema/reports.ts';
import { thePortal, writeAudit } from '../../../audit/write.ts';
import type { StaffDeps } from '../../../deps.ts';
import { prepareReport } from '../../../intake/prepare-report.ts';
import { traceOf } from '../../../log.ts';
import { addDays, dayOf, startOf } from '../../../time.ts';
import { recordEvent } from '../../record-event.ts';
import { type Status, settled } from '../../statuses.ts';
import { tellReporter } from '../../tell-reporter.ts';
import { copyFiles } from './copy-files.ts';
import type { Consent } from './find-consent.ts';

/** Hands over what reporters agreed to and did not take back, and ends the questions that nobody answered. */
export async function endConsents(deps: StaffDeps): Promise<void> {
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
	for (const { id, reportId } of unanswered) {
		await deps.db.write(async (tx) => {
			if (!(await settle(tx, id, 'asked', 'expired'))) return;
			const [report] = await tx.select().from(reports).where(eq(reports.id, reportId));
			if (!report) return;
			const event = { move: 'answer-consent', fields: { answer: 'expired' } };
			const told = await recordEvent(tx, deps, report, { ...event, actor: thePortal });
			await tellReporter(tx, deps, told, event);
		});
	}
}

/**
 * Gives the county a case of its own made of the city's summary and the files that the reporter ticked. The report
 * stays with the city, and nothing leads from the one to the other but the city's own note.
 */
async function handOver(deps: StaffDeps, consent: Consent): Promise<void> {
	const [original] = await deps.db.read.select().from(reports).where(eq(reports.id, consent.reportId));
	const unit = deps.content.units.units.find(({ id }) => id === consent.unitId);
	if (!original || !unit) {
		// The unit is no longer there: the city may ask anew.
		await deps.db.write((tx) => settle(tx, consent.id, 'agreed', 'expired'));
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
	const files = await copyFiles(deps, JSON.parse(consent.files));
	await deps.db.write(async (tx) => {
		const [current] = await tx.select().from(reports).where(eq(reports.id, original.id));
		if (!current || settled.includes(current.status as Status)) {
			await settle(tx, consent.id, 'agreed', 'expired');
			return;
		}
		// A no that came meanwhile wins.
		if (!(await settle(tx, consent.id, 'agreed', 'handed-over'))) return;
		await commission.write(tx);
		await files.attach(tx, commission.id);
		const fields = { unit: unit.name, number: commission.answer.number };
		const told = await recordEvent(tx, deps, current, { move: 'commission', actor: thePortal, fields });
		await tellReporter(tx, deps, told, { move: 'commission', fields });
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
