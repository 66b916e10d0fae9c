import type { Content } from '../../content/content.ts';
import type { Report } from './report.ts';

/** Whether the city has a report: its own, and what no county was found for yet. */
export function isOfCity({ content }: { content: Content }, { adcode }: Pick<Report, 'adcode'>): boolean {
	return adcode === null || adcode === content.units.city.adcode;
}
