import { count, eq, inArray } from 'drizzle-orm';
import { publicationKinds } from '../../../content/facts/publication-kinds.ts';
import { hourInWords } from '../../../content/facts/time.ts';
import { BatchCover } from '../../../content/schema/batch.ts';
import type { Reader, Transaction } from '../../../db/database.ts';
import { batchCases } from '../../../db/schema/publication.ts';
import type { Deps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import type { Kind } from '../chain/kind.ts';
import type { Publication } from '../chain/publication.ts';
import { BatchBody } from './batch-body.ts';
import { batchProblems } from './batch-problems.ts';
import { batchCase, casesOf, resultsNamed } from './cases.ts';
import { publicCover } from './public-cover.ts';

/** A batch of published results (第N批): its cover, under which the public finds them. */
export const batchKind = {
	id: 'batch',
	...publicationKinds.batch,
	input: BatchBody,
	body: BatchBody,
	record: BatchCover,

	/** It holds cases of all counties and units: only who works for the whole city changes it; everybody may look. */
	refusal({ city, unit }) {
		return city && !unit ? null : '公开批次由市级人员编制和审核。';
	},
	called: batchName,

	async columns(tx, deps, { row, body }) {
		const cases = await resultsNamed(tx, body.cases);
		const missing = body.cases.find((name) => cases.every(({ publicId }) => publicId !== name));
		if (missing) throw invalid({ path: 'cases', message: `没有找到案件 ${missing}` });
		const problems = await batchProblems(deps, tx, { id: row?.id ?? null, ...body, cases });
		if (problems.length > 0) throw invalid(...problems);
		return { publicId: String(body.number), demo: cases.some(({ demo }) => demo) };
	},
	async drafted(tx, { id, body }) {
		await releaseCases(tx, id);
		const { cases } = BatchBody.parse(body);
		await tx.insert(batchCases).values(cases.map((publicId) => ({ publicId, batchId: id })));
	},
	discarded: (tx, { id }) => releaseCases(tx, id),

	/** A case may have been withdrawn since the batch was gathered. */
	async approve(tx, deps, row) {
		const [problem] = await batchProblems(deps, tx, {
			id: row.id,
			...BatchBody.parse(row.body),
			cases: await casesOf(tx, row.id),
		});
		if (problem) throw new PortalError('not_now', `${problem.message}，请退回修改。`);
	},
	async publicRecord(from, _deps, row) {
		return publicCover(from, row, await casesOf(from, row.id));
	},
	needs: (from, row) => casesOf(from, row.id),

	async list({ db }, rows) {
		const sizes = await sizesOf(db.read, rows);
		return rows.map((row) => ({
			title: batchName(row),
			columns: [
				{ label: '截至', value: hourInWords(BatchBody.parse(row.body).asOf) },
				{ label: '件数', value: String(sizes.get(row.id) ?? 0) },
			],
		}));
	},
	show: showCases,
} satisfies Kind<BatchBody>;

function batchName({ publicId }: Publication): string {
	return `第${publicId}批`;
}

async function releaseCases(tx: Transaction, batchId: string): Promise<void> {
	await tx.delete(batchCases).where(eq(batchCases.batchId, batchId));
}

async function sizesOf(from: Reader, rows: Publication[]): Promise<Map<string, number>> {
	const ids = rows.map(({ id }) => id);
	const held = await from
		.select({ batchId: batchCases.batchId, cases: count() })
		.from(batchCases)
		.where(inArray(batchCases.batchId, ids))
		.groupBy(batchCases.batchId);
	return new Map(held.map(({ batchId, cases }) => [batchId, cases]));
}

/** The cases of a batch, and the totals of its cover. */
async function showCases(deps: Deps, _officer: unknown, row: Publication) {
	const { number, asOf } = BatchBody.parse(row.body);
	const members = await casesOf(deps.db.read, row.id);
	const cases = members.map((member) => batchCase(deps, member));
	const shown = cases.filter(({ withdrawn }) => !withdrawn);
	const complete = shown.length === cases.length;
	return {
		number,
		asOf,
		cases,
		totals: {
			counties: totalsOf(shown.map(({ county }) => county)),
			// Of fewer cases the channels would no longer be true.
			channels: complete ? (await publicCover(deps.db.read, row, members)).channels : [],
			categories: totalsOf(shown.map(({ category }) => category)),
			outcomes: totalsOf(shown.map(({ outcome }) => outcome)),
		},
	};
}

/** How often each word comes, in the order in which the words first come. */
function totalsOf(words: string[]): Array<{ name: string; count: number }> {
	return [...Map.groupBy(words, (word) => word)].map(([name, same]) => ({ name, count: same.length }));
}
