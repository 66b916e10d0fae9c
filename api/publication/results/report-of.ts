import { eq } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { reports } from '../../../db/schema/reports.ts';
import { PortalError } from '../../http/errors.ts';
import type { Report } from '../../report/report.ts';
import type { Publication } from '../chain/publication.ts';

/** The report that a result tells of. Throws not_found. */
export async function reportOf(from: Reader, { reportId }: Pick<Publication, 'reportId'>): Promise<Report> {
	const [report] = await from
		.select()
		.from(reports)
		.where(eq(reports.id, reportId ?? ''));
	if (!report) throw new PortalError('not_found', '没有找到对应的线索，不能拟写或者发布。');
	return report;
}
