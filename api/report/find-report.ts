import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Content } from '../../content/content.ts';
import { unindexed } from '../../db/conditions.ts';
import type { Reader } from '../../db/database.ts';
import { reports } from '../../db/schema/reports.ts';
import { PortalError } from '../http/errors.ts';
import type { Officer } from '../permission/officer.ts';
import type { Report } from './report.ts';

/**
 * The reports an officer may know of: whoever is tied to a unit its own, the city all, a county its own. A condition of
 * every staff query.
 */
export function withinReach(officer: Officer): SQL | undefined {
	if (officer.unit) return eq(reports.unitId, officer.unit);
	return officer.city ? undefined : eq(reports.adcode, officer.adcode);
}

/**
 * The same for a search by number: the index of numbers finds a few, instead of all reports of the county in their
 * order.
 */
export function withinReachByNumber(officer: Officer): SQL | undefined {
	if (officer.unit) return sql`${unindexed(reports.unitId)} = ${officer.unit}`;
	return officer.city ? undefined : sql`${unindexed(reports.adcode)} = ${officer.adcode}`;
}

/** The same of a report at hand: false once a move has taken it elsewhere. */
export function isWithinReach(officer: Officer, { adcode, unitId }: Pick<Report, 'adcode' | 'unitId'>): boolean {
	return officer.unit ? unitId === officer.unit : officer.city || adcode === officer.adcode;
}

/** The reports of one county; the city's are those it has not placed yet, and its own. */
export function ofCounty({ units }: Pick<Content, 'units'>, adcode: number): SQL | undefined {
	const own = eq(reports.adcode, adcode);
	return adcode === units.city.adcode ? or(isNull(reports.adcode), own) : own;
}

/** A report by its number, whoever asks: for what is decided within a verb, never for what an officer is shown. */
export async function reportNumbered(from: Reader, number: string): Promise<Report | undefined> {
	const [report] = await from.select().from(reports).where(eq(reports.number, number));
	return report;
}

/** One report within reach, for what the city alone does. Throws not_found, and forbidden for a county's officer. */
export async function findForCity(from: Reader, officer: Officer, number: string): Promise<Report> {
	const report = await findReport(from, officer, number);
	if (!officer.city) throw new PortalError('forbidden', '只有市级人员可以这样办理，请联系市级管理单位。');
	return report;
}

/** One report within reach. Somebody else's is not found, exactly like one that does not exist. */
export async function findReport(from: Reader, officer: Officer, number: string): Promise<Report> {
	const [report] = await from
		.select()
		.from(reports)
		.where(and(eq(reports.number, number), withinReach(officer)));
	if (!report)
		throw new PortalError('not_found', '没有找到这件线索，请核对编号；其他地区、其他单位的线索不在查看范围内。');
	return report;
}
