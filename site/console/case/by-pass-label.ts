import type { ByPass, ReportDetail } from '../calls/answers.ts';

/** Whether a report is with the city itself: not placed yet, or taken over by it. */
export function isWithCity({ county }: Pick<ReportDetail, 'county'>, cityAdcode: number | undefined): boolean {
	return county === null || county.adcode === cityAdcode;
}

/** The warning above a by-passed report, for officers of the city. */
export function byPassLabel({ names }: Pick<ByPass, 'names'>, withCity: boolean, unit: string): string {
	const by = withCity ? '由市级直接办理，当地不可见' : `由${unit}办理，${names}不可见`;
	return `举报人要求${names}回避，${by}。`;
}
