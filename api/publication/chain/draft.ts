import { and, desc, eq } from 'drizzle-orm';
import type { Reader, Transaction } from '../../../db/database.ts';
import { publications } from '../../../db/schema/publication.ts';
import type { StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { recordStep, rewriteRow } from './change.ts';
import { findPublication, movedMeanwhile, refuseOfficer } from './find.ts';
import type { Drafting, Kind, Subject } from './kind.ts';
import { isDraft, type Publication } from './publication.ts';

/** A draft as it was sent: for which report or as which edition, and which version of it was edited, if any. */
export interface Draft {
	of: { number: string } | { id: string } | null;
	version: number | null;
	body: unknown;
}

/** Begins or rewrites a draft. Throws forbidden, not_found, not_now, moved_meanwhile or invalid. */
export async function draft(deps: StaffDeps, officer: Officer, kind: Kind, sent: Draft): Promise<Publication> {
	refuseOfficer(kind, officer);
	const seen = { officer, body: sent.body, ...(await findSubject(deps.db.read, officer, kind, sent)) };
	const body = kind.checkDraft ? await kind.checkDraft(deps, seen) : seen.body;
	return deps.db.write(async (tx) => {
		const subject = await findSubject(tx, officer, kind, sent);
		const row = await store(tx, deps, kind, { drafting: { officer, body, ...subject }, version: sent.version });
		await kind.drafted?.(tx, row);
		await recordStep(tx, deps, kind, { officer, row, step: 'drafted' });
		return row;
	});
}

async function findSubject(from: Reader, officer: Officer, kind: Kind, { of }: Draft): Promise<Subject> {
	if (!of) return { row: null, report: null };
	if ('id' in of) return { row: await findPublication(from, officer, kind, of.id), report: null };
	const report = await findReport(from, officer, of.number);
	const [row] = await from
		.select()
		.from(publications)
		.where(and(eq(publications.kind, kind.id), eq(publications.reportId, report.id)))
		.orderBy(desc(publications.edition))
		.limit(1);
	return { row: row ?? null, report };
}

async function store(
	tx: Transaction,
	deps: StaffDeps,
	kind: Kind,
	{ drafting, version }: { drafting: Drafting<unknown>; version: number | null },
): Promise<Publication> {
	const { row, officer, body } = drafting;
	if (row && !isDraft(row)) {
		throw new PortalError('not_now', `已提交审核或已发布的${kind.noun}不能直接修改，请先由审核人员退回。`);
	}
	const columns = await kind.columns(tx, deps, drafting);
	const changes = { ...columns, body, drafterId: officer.id, drafterName: officer.name };
	if (!row) return begin(tx, deps, kind, { changes, report: drafting.report });
	if (version === null) throw movedMeanwhile(kind);
	return rewriteRow(tx, deps, kind, { row, version, changes });
}

type Written = Pick<Publication, 'body' | 'drafterId' | 'drafterName'> & Partial<Publication>;

/** The first edition. What the kind says nothing of is the city's, and unnamed until it is numbered. */
async function begin(
	tx: Transaction,
	deps: StaffDeps,
	kind: Kind,
	{ changes, report }: { changes: Written; report: Subject['report'] },
): Promise<Publication> {
	const id = deps.newId();
	const at = deps.now().toISOString();
	const [row] = await tx
		.insert(publications)
		.values({
			id,
			kind: kind.id,
			publicId: id,
			edition: 1,
			reportId: report?.id ?? null,
			adcode: deps.content.units.city.adcode,
			status: 'draft',
			version: 1,
			createdAt: at,
			updatedAt: at,
			demo: false,
			...changes,
		})
		.returning();
	if (!row) throw new PortalError('internal', '拟稿没有存下来，请再保存一次。');
	return row;
}
