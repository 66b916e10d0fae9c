import type { Approver } from '../../accounts/approvers.ts';
import type { Report } from '../../report/report.ts';

const hourMs = 3_600_000;

/** What decides about the deciders beside the case: the city, its rule, and the time. */
export interface Circumstances {
	city: number;
	approverHours: number;
	now: Date;
}

/**
 * The approvers who may answer a request now: those of the unit, else those of the county; for what is the city's, and
 * for every by-passed case, those of the city. The city's answer as well where nobody did for hours, or where there is
 * nobody. Whoever asked never does.
 */
export function whoDecides(
	request: { officerId: string; at: string },
	report: Pick<Report, 'adcode' | 'unitId' | 'bypassed'>,
	approvers: readonly Approver[],
	{ city, approverHours, now }: Circumstances,
): Approver[] {
	const others = approvers.filter(({ id, unit }) => id !== request.officerId && (!unit || unit === report.unitId));
	const ofCity = others.filter(({ adcode }) => adcode === city);
	if (report.bypassed || report.adcode === null || report.adcode === city) return ofCity;
	const ofCounty = others.filter(({ adcode }) => adcode === report.adcode);
	const ofUnit = ofCounty.filter(({ unit }) => unit);
	const first = ofUnit.length > 0 ? ofUnit : ofCounty;
	const unanswered = now.getTime() - Date.parse(request.at) >= approverHours * hourMs;
	return unanswered || first.length === 0 ? [...first, ...ofCity] : first;
}
