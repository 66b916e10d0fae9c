import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../../../db/open.ts';
import { batchCases, batches, results } from '../../../db/schema/publication.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import { reference } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import type { ResultRow } from '../results/find-result.ts';
import { batchProblems } from './batch-problems.ts';
import { type BatchRow, batchMovedMeanwhile, findBatch, requireCity } from './find-batch.ts';

/** What the publisher gathers: the batch's number, the moment up to which it reports, and its cases. */
export const BatchInput = z.strictObject({
	number: z.int('请填写批次号').min(1, '批次号从 1 开始').max(9999, '批次号不超过 9999'),
	asOf: z.iso.datetime({ offset: true, error: '请填写截至日期和时间' }),
	/** Public ids. */
	cases: z.array(reference(40)).min(1, '请选择编入本批的案件').max(500, '一批不超过 500 件'),
});
export type BatchInput = z.infer<typeof BatchInput>;

export const BatchRewrite = BatchInput.extend({ version: z.int('请刷新页面后再办理') });

/** Begins a batch. Throws forbidden or invalid. */
export function draftBatch(deps: StaffDeps, officer: Officer, input: BatchInput): Promise<BatchRow> {
	requireCity(officer);
	return deps.db.write(async (tx) => {
		const cases = await checked(deps, tx, null, input);
		const at = deps.now().toISOString();
		const [row] = await tx
			.insert(batches)
			.values({
				id: deps.newId(),
				...coverOf(officer, input, cases),
				status: 'draft',
				version: 1,
				createdAt: at,
				updatedAt: at,
			})
			.returning();
		if (!row) throw new PortalError('internal', '批次没有存下来，请再保存一次。');
		return hold(deps, tx, officer, { row, cases });
	});
}

/** Changes a batch that is not under review. Throws forbidden, not_found, not_now, moved_meanwhile or invalid. */
export function rewriteBatch(
	deps: StaffDeps,
	officer: Officer,
	id: string,
	{ version, ...input }: z.infer<typeof BatchRewrite>,
): Promise<BatchRow> {
	requireCity(officer);
	return deps.db.write(async (tx) => {
		const { status } = await findBatch(tx, id);
		if (status !== 'draft' && status !== 'returned') {
			throw new PortalError('not_now', '已提交审核或已发布的批次不能直接修改，请先由审核人员退回。');
		}
		const cases = await checked(deps, tx, id, input);
		const [row] = await tx
			.update(batches)
			.set({ ...coverOf(officer, input, cases), version: version + 1, updatedAt: deps.now().toISOString() })
			.where(and(eq(batches.id, id), eq(batches.version, version)))
			.returning();
		if (!row) throw batchMovedMeanwhile();
		await tx.delete(batchCases).where(eq(batchCases.batchId, id));
		return hold(deps, tx, officer, { row, cases });
	});
}

const coverOf = (officer: Officer, { number, asOf }: BatchInput, cases: ResultRow[]) => ({
	number,
	asOf,
	drafterId: officer.id,
	drafterName: officer.name,
	demo: cases.some(({ demo }) => demo),
});

/** The cases asked for, if everything fits. Throws invalid. */
async function checked(deps: StaffDeps, tx: Transaction, id: string | null, input: BatchInput): Promise<ResultRow[]> {
	const cases = await tx.select().from(results).where(inArray(results.publicId, input.cases));
	const missing = input.cases.find((name) => cases.every(({ publicId }) => publicId !== name));
	if (missing) throw invalid({ path: 'cases', message: `没有找到案件 ${missing}` });
	const problems = await batchProblems(deps, tx, { id, number: input.number, asOf: input.asOf, cases });
	if (problems.length > 0) throw invalid(...problems);
	return cases;
}

async function hold(
	deps: StaffDeps,
	tx: Transaction,
	officer: Officer,
	{ row, cases }: { row: BatchRow; cases: ResultRow[] },
): Promise<BatchRow> {
	await tx.insert(batchCases).values(cases.map(({ id }) => ({ resultId: id, batchId: row.id })));
	await writeAudit(tx, deps, { actor: officer, action: 'batch.drafted', subject: `第${row.number}批` });
	return row;
}
