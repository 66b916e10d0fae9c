import { asc } from 'drizzle-orm';
import type { z } from 'zod';
import { dayOf } from '../../content/facts/time.ts';
import { alerts } from '../../db/schema/alerts.ts';
import type { Deps } from '../deps.ts';
import { type CsvTable, numberInGroups } from '../http/csv.ts';
import type { Officer } from '../permission/officer.ts';
import { type AlertFilter, alertCondition, alertItem } from './list-alerts.ts';
import { writeAudit } from './write.ts';

const heads = ['时间', '类别', '对象', '内容', '审计人员已阅时间', '审计人员'];

/** The lines an officer may know of as a table; that it was taken out is logged. */
export async function exportAlerts(
	deps: Deps,
	officer: Officer,
	filter: z.infer<typeof AlertFilter>,
): Promise<CsvTable> {
	const rows = await deps.db.read
		.select()
		.from(alerts)
		.where(alertCondition(officer, filter))
		.orderBy(asc(alerts.at), asc(alerts.id));
	const reason = `共 ${rows.length} 条`;
	await deps.db.write((tx) =>
		writeAudit(tx, deps, { actor: officer, action: 'alerts.exported', subject: '监督提示', reason }),
	);
	const lines = rows
		.map(alertItem)
		.map((row) => [row.at, row.kindName, numberInGroups(row.subject), row.text, row.seenAt, row.seenBy]);
	return { name: `监督提示-${dayOf(deps.now())}`, lines: pieceOf([heads, ...lines]) };
}

async function* pieceOf<Line>(lines: Line[]): AsyncGenerator<Line[]> {
	yield lines;
}
