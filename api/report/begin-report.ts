import { getTableColumns } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { inserter } from '../../db/kept.ts';
import { reports } from '../../db/schema/reports.ts';
import { addText } from '../../db/search.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../permission/actor.ts';
import { addByPasses, avoidedNames, refuseAvoided } from './by-pass/by-passes.ts';
import { countReport } from './count-report.ts';
import { insertEvent } from './insert-event.ts';
import type { Report } from './report.ts';
import { leavesOf } from './searched-fields.ts';

/** A report as it is routed and sealed: in its first state, with the clock that runs there. */
export type NewReport = Omit<typeof reports.$inferInsert, 'version'>;

export interface Beginning {
	actor: Actor;
	fields: Record<string, unknown>;
	/** Counties that must never see it. */
	avoided: number[];
}

const insertReport = inserter(reports);
/** What nobody has given yet. */
const unset = Object.fromEntries(
	Object.keys(getTableColumns(reports)).map((name) => [name, null]),
) as unknown as Record<keyof Report, null>;

/**
 * The only way a report begins, with its first event: written once, in the state it is routed to, as each further change
 * would write its indexes again. Throws by_passed where a county would get what it must never see.
 */
export async function beginReport(
	tx: Transaction,
	deps: Pick<Deps, 'content' | 'newId' | 'now'>,
	begun: NewReport,
	{ actor, fields, avoided }: Beginning,
): Promise<Report> {
	const report: Report = { ...unset, urgent: false, transfers: 0, reviews: 0, ...begun, version: 1 };
	await insertReport(tx, report);
	await addByPasses(tx, deps, report.id, { adcodes: avoided, cause: 'asked' });
	await refuseAvoided(tx, deps, report);
	await countReport(tx, null, report);
	// Counties to be by-passed are not among it: they must not be found by search.
	const written = actor.id === null ? [] : leavesOf(fields);
	await addText(tx, report.id, report.adcode, [report.town, ...written]);
	await insertEvent(tx, deps, report, {
		from: 'received',
		event: {
			move: 'receive',
			actor,
			fields: { ...fields, ...(avoided.length > 0 && { avoided: avoidedNames(deps.content, avoided) }) },
		},
	});
	return report;
}
