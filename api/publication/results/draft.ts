import { and, eq, like } from 'drizzle-orm';
import { z } from 'zod';
import { dayOf } from '../../../content/facts/time.ts';
import { Outcome } from '../../../content/schema/result.ts';
import type { Transaction } from '../../../db/open.ts';
import { results } from '../../../db/schema/publication.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import type { Report } from '../../report/report.ts';
import { DraftBody } from './draft-body.ts';
import { movedMeanwhile, type ResultRow } from './find-result.ts';
import { reasonsThatApply } from './marks.ts';
import { textsOf } from './public-texts.ts';
import { refusePrivate } from './refuse-private.ts';

export const DraftInput = DraftBody.extend({
	/** Version of the draft that was edited; null for a new one. */
	version: z.int().nullable().default(null),
	/** Left out: the outcome of the report. */
	outcome: Outcome.optional(),
});

/** Writes or rewrites the draft of a concluded report. Throws not_found, not_now, moved_meanwhile or invalid. */
export async function draft(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	{ version, ...input }: z.infer<typeof DraftInput>,
): Promise<ResultRow> {
	const seen = await findReport(deps.db.read, officer, number);
	const body: DraftBody = { ...input, outcome: input.outcome ?? Outcome.parse(seen.outcome ?? 'unsubstantiated') };
	await refusePrivate(deps, officer, { report: seen, subject: number, texts: textsOf(body) });
	body.reasons = reasonsThatApply(deps.content, body);
	return deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		if (report.status !== 'concluded') throw new PortalError('not_now', '线索办结以后才能拟写公开结果。');
		const [existing] = await tx.select().from(results).where(eq(results.reportId, report.id));
		const row = existing
			? await rewrite(tx, deps, officer, { existing, version, body })
			: await begin(tx, deps, officer, { report, body });
		await writeAudit(tx, deps, { actor: officer, action: 'result.drafted', subject: row.publicId });
		return row;
	});
}

async function begin(
	tx: Transaction,
	deps: StaffDeps,
	officer: Officer,
	{ report, body }: { report: Report; body: DraftBody },
): Promise<ResultRow> {
	const adcode = report.adcode ?? deps.content.units.city.adcode;
	const at = deps.now().toISOString();
	const [row] = await tx
		.insert(results)
		.values({
			id: deps.newId(),
			publicId: await nextPublicId(tx, `${dayOf(deps.now()).slice(0, 4)}-${adcode}-`),
			reportId: report.id,
			adcode,
			unitId: report.unitId,
			status: 'draft',
			body,
			drafterId: officer.id,
			drafterName: officer.name,
			version: 1,
			createdAt: at,
			updatedAt: at,
			demo: report.demo,
		})
		.returning();
	if (!row) throw new PortalError('internal', '拟稿没有存下来，请再保存一次。');
	return row;
}

/** Numbered by the order of drafting, which says nothing about when a report came in. */
async function nextPublicId(tx: Transaction, prefix: string): Promise<string> {
	const taken = await tx
		.select({ id: results.publicId })
		.from(results)
		.where(like(results.publicId, `${prefix}%`));
	const last = Math.max(0, ...taken.map(({ id }) => Number(id.slice(prefix.length))));
	return `${prefix}${String(last + 1).padStart(4, '0')}`;
}

async function rewrite(
	tx: Transaction,
	deps: StaffDeps,
	officer: Officer,
	{ existing, version, body }: { existing: ResultRow; version: number | null; body: DraftBody },
): Promise<ResultRow> {
	if (existing.status !== 'draft' && existing.status !== 'returned') {
		throw new PortalError('not_now', '已提交审核或已发布的结果不能直接修改，请先由审核人员退回。');
	}
	const [row] = await tx
		.update(results)
		.set({
			body,
			drafterId: officer.id,
			drafterName: officer.name,
			version: existing.version + 1,
			updatedAt: deps.now().toISOString(),
		})
		.where(and(eq(results.id, existing.id), eq(results.version, version ?? -1)))
		.returning();
	if (!row) throw movedMeanwhile();
	return row;
}
