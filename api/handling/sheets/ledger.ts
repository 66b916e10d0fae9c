import type { z } from 'zod';
import { officeName } from '../../../content/facts/area-name.ts';
import { inGroups } from '../../../content/facts/digits.ts';
import { outcomeNames } from '../../../content/facts/names.ts';
import { dayOf } from '../../../content/facts/time.ts';
import { reports } from '../../../db/schema/reports.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import type { Report } from '../../report/report.ts';
import { handlerNames, inOrder, ListQuery, listCondition } from '../inbox/list.ts';
import { type ReportRow, reportRow } from '../inbox/report-view.ts';
import { viewNames } from '../inbox/views.ts';
import type { OfficeHead, OfficeTable } from './office-table.ts';

export const LedgerQuery = ListQuery.omit({ page: true, size: true });
export type LedgerQuery = z.infer<typeof LedgerQuery>;

/** More than a person can check is a wrong choice of filters. */
const mostRows = 20_000;

/** The heads as the offices know them: a merged head over the columns that belong together. */
const heads: readonly OfficeHead[] = [
	{ head: '序号', columns: [{ head: '', width: 5 }] },
	{
		head: '线索情况',
		columns: [
			{ head: '受理编号', width: 15 },
			{ head: '收到日期', width: 11 },
			{ head: '来源', width: 10 },
			{ head: '举报事项', width: 20 },
			{ head: '县（市）区', width: 10 },
			{ head: '乡镇', width: 14 },
		],
	},
	{
		head: '办理情况',
		columns: [
			{ head: '承办单位', width: 24 },
			{ head: '承办人', width: 12 },
			{ head: '状态', width: 9 },
			{ head: '期限', width: 11 },
			{ head: '是否逾期', width: 9 },
		],
	},
	{
		head: '办结情况',
		columns: [
			{ head: '答复日期', width: 11 },
			{ head: '结论', width: 10 },
		],
	},
];

/**
 * Gathers the ledger of a view and logs that it was taken out. Nothing of the reporter: neither who, nor their words.
 * Throws too_large.
 */
export async function ledger(deps: Deps, officer: Officer, query: LedgerQuery): Promise<OfficeTable> {
	const where = listCondition(deps, officer, query);
	const found = await deps.db.read
		.select()
		.from(reports)
		.where(where)
		.orderBy(...inOrder(query))
		.limit(mostRows + 1);
	if (found.length > mostRows) throw new PortalError('too_large', `导出的线索超过 ${mostRows} 件，请先筛选再导出。`);
	const today = dayOf(deps.now());
	const handlers = await handlerNames(deps, found);
	await deps.db.write((tx) =>
		writeAudit(tx, deps, {
			actor: officer,
			action: 'report.listed',
			subject: '台账',
			reason: `${viewNames[query.view]}，共 ${found.length} 件`,
		}),
	);
	return {
		title: `${deps.content.units.city.name}矿山线索办理台账（${viewNames[query.view]}）`,
		sheet: '台账',
		heads,
		signature: { unit: officeName(deps.content, officer), by: officer.name, on: today },
		rows: found.map((report, index) => [
			index + 1,
			...ledgerRow(report, reportRow(deps.content, report, { today, handlers, officer })),
		]),
		notes: [],
		demo: deps.demo,
	};
}

function ledgerRow(report: Report, row: ReportRow): string[] {
	const answered = report.concludedAt ? dayOf(new Date(report.concludedAt)) : '';
	return [
		inGroups(report.number),
		dayOf(new Date(report.receivedAt)),
		row.channel,
		row.category.name,
		row.county?.name ?? '待确定',
		row.town ?? '',
		row.unit.name,
		row.handler?.name ?? '',
		row.statusName,
		row.due?.by ?? '',
		row.due ? (row.due.overdue ? '逾期' : '未逾期') : '',
		answered,
		report.outcome ? outcomeNames[report.outcome] : '',
	];
}
