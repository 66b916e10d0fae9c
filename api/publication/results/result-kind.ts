import { eq, inArray, like } from 'drizzle-orm';
import { areaName } from '../../../content/facts/area-name.ts';
import { categoryName } from '../../../content/facts/look-up.ts';
import { publicationKinds } from '../../../content/facts/publication-kinds.ts';
import { dayOf } from '../../../content/facts/time.ts';
import { Outcome, PublishedResult, WithdrawnResult } from '../../../content/schema/result.ts';
import type { Reader } from '../../../db/database.ts';
import { publications } from '../../../db/schema/publication.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Report } from '../../report/report.ts';
import type { Kind, OwnColumns } from '../chain/kind.ts';
import type { Publication } from '../chain/publication.ts';
import { checkApproval, checkReason, checkSubmission } from './check-result.ts';
import { DraftBody, DraftInput } from './draft-body.ts';
import { marksOf, reasonsThatApply } from './marks.ts';
import { publicRecord } from './public-record.ts';
import { textsOf } from './public-texts.ts';
import { refusePrivate } from './refuse-private.ts';
import { refuseUnsettled } from './refuse-unsettled.ts';
import { reportOf } from './report-of.ts';

/** The result of a concluded report, as the public reads it. */
export const resultKind = {
	id: 'result',
	...publicationKinds.result,
	input: DraftInput,
	body: DraftBody,
	record: PublishedResult,

	/** Whoever is tied to a unit its own, the city all, a county its own. */
	reach(officer) {
		if (officer.unit) return eq(publications.unitId, officer.unit);
		return officer.city ? undefined : eq(publications.adcode, officer.adcode);
	},

	async checkDraft(deps, { officer, report, body: input }) {
		const seen = theReport(report);
		const body = { ...input, outcome: input.outcome ?? Outcome.parse(seen.outcome ?? 'unsubstantiated') };
		await refusePrivate(deps, officer, { report: seen, subject: seen.number, texts: textsOf(body) });
		return { ...body, reasons: reasonsThatApply(deps.content, body) };
	},

	async columns(tx, deps, { row, report }) {
		const { status, adcode, unitId, demo } = theReport(report);
		if (status !== 'concluded') throw new PortalError('not_now', '线索办结以后才能拟写公开结果。');
		if (row) return {};
		const area = adcode ?? deps.content.units.city.adcode;
		const publicId = await nextPublicId(tx, `${dayOf(deps.now()).slice(0, 4)}-${area}-`);
		return { publicId, adcode: area, unitId, demo } satisfies OwnColumns;
	},

	checkSubmission,
	async submit(tx, row) {
		refuseUnsettled(row, await reportOf(tx, row));
	},

	checkApproval,
	async approve(tx, _deps, row) {
		refuseUnsettled(row, await reportOf(tx, row));
	},
	async publicRecord(from, deps, row) {
		return publicRecord(deps, row, await reportOf(from, row));
	},

	withdrawal: {
		remains: WithdrawnResult,
		check: checkReason,
		record(deps, { publicId, demo }, reason) {
			return WithdrawnResult.parse({ id: publicId, withdrawn: { day: dayOf(deps.now()), reason }, demo });
		},
	},

	async list(deps, rows) {
		const categories = await categoriesOf(deps, rows);
		return rows.map((row) => ({
			title: DraftBody.parse(row.body).title,
			columns: [
				{ label: '地区', value: areaName(deps.content, row.adcode) },
				{ label: '类别', value: categories.get(row.reportId ?? '') ?? '' },
				{ label: '公开编号', value: row.publicId },
			],
		}));
	},
	async show(deps, _officer, row) {
		const { number } = await reportOf(deps.db.read, row);
		return { reportNumber: number, marks: marksOf(deps.content, DraftBody.parse(row.body)) };
	},
} satisfies Kind<DraftBody, DraftInput>;

function theReport(report: Report | null): Report {
	if (!report) throw new PortalError('not_found', '没有找到对应的线索，不能拟写公开结果。');
	return report;
}

/** Numbered by the order of drafting, which says nothing about when a report came in. */
async function nextPublicId(from: Reader, prefix: string): Promise<string> {
	const taken = await from
		.select({ id: publications.publicId })
		.from(publications)
		.where(like(publications.publicId, `${prefix}%`));
	const last = Math.max(0, ...taken.map(({ id }) => Number(id.slice(prefix.length))));
	return `${prefix}${String(last + 1).padStart(4, '0')}`;
}

/** Names of the categories of their reports, by id of the report. */
async function categoriesOf({ db, content }: Deps, rows: Publication[]): Promise<Map<string, string>> {
	const ids = rows.flatMap(({ reportId }) => reportId ?? []);
	if (ids.length === 0) return new Map();
	const found = await db.read
		.select({ id: reports.id, category: reports.category })
		.from(reports)
		.where(inArray(reports.id, ids));
	return new Map(found.map(({ id, category }) => [id, categoryName(content, category)]));
}
