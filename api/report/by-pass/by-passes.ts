import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Content } from '../../../content/content.ts';
import { countyNames } from '../../../content/facts/area-name.ts';
import { unitOf } from '../../../content/facts/look-up.ts';
import type { Reader, Transaction } from '../../../db/database.ts';
import { byPasses } from '../../../db/schema/by-passes.ts';
import { reports } from '../../../db/schema/reports.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';

type ReportRow = typeof reports.$inferSelect;
/** The columns of a report that say who has it. */
export type CasePlacement = Pick<ReportRow, 'id' | 'bypassed' | 'adcode' | 'unitId'>;

/** The counties that must never see a report, as codes. */
export async function avoidedBy(
	from: Reader,
	{ id, bypassed }: Pick<CasePlacement, 'id' | 'bypassed'>,
): Promise<number[]> {
	if (!bypassed) return [];
	const rows = await from.select({ adcode: byPasses.adcode }).from(byPasses).where(eq(byPasses.reportId, id));
	return rows.map(({ adcode }) => adcode);
}

/**
 * The counties that this report's own reporter had by-passed: what a report merged into it asked for is not theirs to
 * know.
 */
export async function avoidedByReporter(from: Reader, { id }: Pick<CasePlacement, 'id'>): Promise<number[]> {
	const rows = await from
		.select({ adcode: byPasses.adcode })
		.from(byPasses)
		.where(and(eq(byPasses.reportId, id), ne(byPasses.cause, 'merged')));
	return rows.map(({ adcode }) => adcode);
}

/**
 * Adds counties to the set of a report. Nothing takes them out again: what a reporter agrees to later is handed over as
 * a case of its own. The caller moves the report away from them in the same transaction.
 */
export async function addByPasses(
	tx: Transaction,
	deps: Pick<Deps, 'now'>,
	reportId: string,
	{ adcodes, cause }: { adcodes: number[]; cause: (typeof byPasses.$inferSelect)['cause'] },
): Promise<void> {
	if (adcodes.length === 0) return;
	const at = deps.now().toISOString();
	const rows = adcodes.map((adcode) => ({ reportId, adcode, at, cause }));
	await tx.insert(byPasses).values(rows).onConflictDoNothing();
	await tx.update(reports).set({ bypassed: true }).where(eq(reports.id, reportId));
}

/** Refuses a change after which a by-passed county would have the report. Every change of a report passes here. */
export async function refuseAvoided(
	from: Reader,
	{ content }: Pick<Deps, 'content'>,
	held: CasePlacement,
): Promise<void> {
	const avoided = await avoidedBy(from, held);
	if (avoided.length === 0) return;
	const holders = [held.adcode, countyOfUnit(content, held.unitId)];
	const wrong = avoided.find((adcode) => holders.includes(adcode));
	if (wrong !== undefined) throw byPassed(content, [wrong]);
}

/**
 * The counties whose units may be given a report. What the city handles because of a by-pass stays with the city's own
 * offices: in another county's figures, and among its officers, it would show what was kept from the first.
 */
export async function allowedCounties(from: Reader, content: Content, report: CasePlacement): Promise<number[]> {
	const { city, counties } = content.units;
	const avoided = await avoidedBy(from, report);
	const heldByCity = report.adcode === null || report.adcode === city.adcode;
	if (avoided.length > 0 && heldByCity) return [city.adcode];
	return [city.adcode, ...counties.map(({ adcode }) => adcode).filter((adcode) => !avoided.includes(adcode))];
}

/** The refusal that says why a unit cannot get a report. */
export function byPassed(content: Pick<Content, 'units'>, avoided: number[]): PortalError {
	const names = avoidedNames(content, avoided);
	return new PortalError(
		'by_passed',
		`举报人要求${names}回避，不能交给当地或者其他县区的单位，请指派市级单位办理；只有举报人本人同意，才能交由县区核查。`,
	);
}

/** For each by-passed report of a list the counties in words, by its id. */
export async function avoidedOfMany(
	{ db, content }: Pick<Deps, 'db' | 'content'>,
	held: Array<Pick<CasePlacement, 'id' | 'bypassed'>>,
): Promise<Map<string, string>> {
	const ids = held.filter(({ bypassed }) => bypassed).map(({ id }) => id);
	if (ids.length === 0) return new Map();
	const rows = await db.read.select().from(byPasses).where(inArray(byPasses.reportId, ids));
	return new Map(
		ids.map((id) => {
			const avoided = rows.filter(({ reportId }) => reportId === id).map(({ adcode }) => adcode);
			return [id, avoidedNames(content, avoided)];
		}),
	);
}

/** 北票市、凌源市; all counties in one word. */
export function avoidedNames(content: Pick<Content, 'units'>, avoided: readonly number[]): string {
	const all = content.units.counties.every(({ adcode }) => avoided.includes(adcode));
	return all ? '各县（市、区）' : countyNames(content, avoided);
}

function countyOfUnit(content: Pick<Content, 'units'>, unitId: string): number | null {
	return unitOf(content, unitId)?.adcode ?? null;
}
