import { eq } from 'drizzle-orm';
import { openStatement } from '../../api/report/statement.ts';
import { reports } from '../../db/schema/reports.ts';
import type { TestPortal } from './portal.ts';

/** What the reporter of a report said, opened with the operator's key. */
export async function saidIn(portal: TestPortal, number: string) {
	const [report] = await portal.staff.db.read.select().from(reports).where(eq(reports.number, number));
	if (!report) throw new Error('no such report');
	return openStatement(portal.staff.unsealer, report);
}
