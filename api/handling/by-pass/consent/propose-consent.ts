import { z } from 'zod';
import { unitOf } from '../../../../content/facts/look-up.ts';
import type { Reader } from '../../../../db/database.ts';
import { consents } from '../../../../db/schema/by-passes.ts';
import { writeAudit } from '../../../audit/write.ts';
import type { StaffDeps } from '../../../deps.ts';
import { invalid, PortalError } from '../../../http/errors.ts';
import { multilineText, reference } from '../../../http/text.ts';
import { enqueue } from '../../../outbox/outbox.ts';
import type { Officer } from '../../../permission/officer.ts';
import { lastConsent, pending, timesAsked } from '../../../report/by-pass/find-consent.ts';
import { findForCity } from '../../../report/find-report.ts';
import { isOfCity } from '../../../report/is-of-city.ts';
import { recordEvent } from '../../../report/record-event.ts';
import type { Report } from '../../../report/report.ts';
import { settled } from '../../../report/statuses.ts';
import { movedMeanwhile } from '../../moves/move.ts';

export const ConsentQuestion = z.strictObject({
	version: z.int('请刷新页面后再办理'),
	/** Unit of a county that would check it. */
	unit: reference(100, '请选择拟交办的单位'),
	/** All that this unit would read. */
	summary: multilineText({
		name: '摘要',
		missing: '请写明交给该单位的摘要',
		short: '请写明交给该单位的摘要，至少 10 个字',
		least: 10,
		most: 4000,
	}),
	reason: multilineText({
		name: '理由',
		missing: '请写明理由',
		short: '请写明征询的理由，至少 4 个字',
		least: 4,
		most: 500,
	}),
});

/** An officer of the city drafts the question whether a county may check a report that by-passes it; a second one sends it. */
export async function proposeConsent(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	{ version, unit: unitId, summary, reason }: z.infer<typeof ConsentQuestion>,
): Promise<void> {
	const unit = unitOf(deps.content, unitId);
	if (!unit || unit.adcode === deps.content.units.city.adcode)
		throw invalid({ path: 'unit', message: '请选择县区的单位' });
	const { recipient } = await findForCity(deps.db.read, officer, number);
	const sealedSummary = await deps.sealer.seal(summary, recipient);
	await deps.db.write(async (tx) => {
		const report = await findForCity(tx, officer, number);
		if (report.version !== version) throw await movedMeanwhile(tx, report);
		const refused = await consentRefusal(tx, deps, report);
		if (refused) throw new PortalError('not_now', refused);
		await tx.insert(consents).values({
			id: deps.newId(),
			reportId: report.id,
			unitId,
			sealedSummary,
			reason,
			proposedById: officer.id,
			proposedByName: officer.name,
			proposedAt: deps.now().toISOString(),
			state: 'proposed',
		});
		const fields = { unit: unit.name, reason };
		await recordEvent(tx, deps, report, { move: 'propose-consent', actor: officer, fields });
		await writeAudit(tx, deps, { actor: officer, action: 'consent.proposed', subject: number, reason });
		await enqueue(tx, deps, { kind: 'unit.notify', unitId: report.unitId, number, news: 'approval' });
	});
}

/** Why a reporter cannot be asked, or null when they can. */
export async function consentRefusal(
	from: Reader,
	{ content }: Pick<StaffDeps, 'content'>,
	report: Report,
): Promise<string | null> {
	const { mostAsked } = content.approvals.consent;
	if (!report.bypassed) return '举报人没有要求回避，不需要征询。';
	if (!isOfCity({ content }, report)) return '这件线索由县区办理，不需要征询。';
	// Reporters by phone or letter could be asked only where others can overhear.
	if (report.channel !== 'web') return '电话、来访、来信和 12345 转办的举报不作征询，由市级直接办理。';
	if (settled.includes(report.status)) return '线索已经答复，不再征询。';
	const last = await lastConsent(from, report);
	if (last && pending.includes(last.state)) return '已有一次征询正在进行。';
	if (last?.state === 'handed-over') return '举报人已经同意，并已交办。';
	return (await timesAsked(from, report)) >= mostAsked ? `已经征询 ${mostAsked} 次，不再征询，由市级直接办理。` : null;
}
