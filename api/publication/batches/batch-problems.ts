import { and, eq, inArray, ne } from 'drizzle-orm';
import { dayOf } from '../../../content/facts/time.ts';
import { Result } from '../../../content/schema/result.ts';
import type { Reader } from '../../../db/database.ts';
import { batchCases, publications } from '../../../db/schema/publication.ts';
import type { StaffDeps } from '../../deps.ts';
import type { FieldProblem } from '../../http/errors.ts';
import type { Publication } from '../chain/publication.ts';
import { BatchBody } from './batch-body.ts';

/** A batch as it stands or is about to. */
export interface Gathered {
	/** Of the row; null while there is none. */
	id: string | null;
	number: number;
	asOf: string;
	cases: Publication[];
}

/** What prevents publication of a batch: number, moment or cases that do not fit those of all other batches. */
export async function batchProblems(deps: StaffDeps, from: Reader, batch: Gathered): Promise<FieldProblem[]> {
	const others = await otherBatches(deps, from, batch.id);
	const taken = numberProblems(deps, batch, others);
	// Where the number is wrong, its neighbours say nothing of the moment.
	const place = taken.length > 0 ? taken : momentProblems(deps, batch, others);
	return [...place, ...(await caseProblems(from, batch))];
}

type Numbered = Pick<Gathered, 'number' | 'asOf'>;

/** Batches of the console and those written by hand, which the console must not replace. */
async function otherBatches({ content }: StaffDeps, from: Reader, id: string | null): Promise<Numbered[]> {
	const rows = await from
		.select({ body: publications.body })
		.from(publications)
		.where(and(eq(publications.kind, 'batch'), ne(publications.id, id ?? '')));
	return [
		...rows.map(({ body }) => BatchBody.parse(body)),
		...content.batches.map((cover) => ({ number: Number(cover.id), asOf: cover.asOf })),
	];
}

function numberProblems({ content }: StaffDeps, { number }: Gathered, others: Numbered[]): FieldProblem[] {
	const taken =
		others.some((other) => other.number === number) ||
		[...content.results, ...content.withdrawnResults].some(({ batch }) => batch === number);
	return taken ? [{ path: 'number', message: `第${number}批已经编过，请换一个批次号` }] : [];
}

function momentProblems(deps: StaffDeps, { number, asOf, cases }: Gathered, others: Numbered[]): FieldProblem[] {
	const wrong = (message: string) => [{ path: 'asOf', message }];
	const at = Date.parse(asOf);
	if (at > deps.now().getTime()) return wrong('截至时间不能晚于现在');
	const day = dayOf(new Date(at));
	const later = cases.find(
		({ status, record }) => status === 'published' && record && Result.parse(record).published > day,
	);
	if (later) return wrong(`截至时间早于案件 ${later.publicId} 的公布日期`);
	const before = others.find((other) => other.number < number && Date.parse(other.asOf) >= at);
	if (before) return wrong(`截至时间应晚于第${before.number}批的截至时间`);
	const after = others.find((other) => other.number > number && Date.parse(other.asOf) <= at);
	return after ? wrong(`截至时间应早于第${after.number}批的截至时间`) : [];
}

async function caseProblems(from: Reader, { id, cases }: Gathered): Promise<FieldProblem[]> {
	const hidden = cases.find(({ status }) => status !== 'published');
	if (hidden) return [{ path: 'cases', message: `案件 ${hidden.publicId} 已撤回或尚未发布，不能编入` }];
	const held = await from
		.select()
		.from(batchCases)
		.where(
			inArray(
				batchCases.publicId,
				cases.map(({ publicId }) => publicId),
			),
		);
	const elsewhere = held.find(({ batchId }) => batchId !== id);
	if (!elsewhere) return [];
	return [{ path: 'cases', message: `案件 ${elsewhere.publicId} 已编入其他批次` }];
}
