import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { reports } from '../../db/schema/reports.ts';
import { writeAudit } from '../audit/write.ts';
import type { StaffDeps } from '../deps.ts';
import { thePortal } from '../permission/actor.ts';

const Contact = z.object({ phone: z.string().optional(), email: z.string().optional() });

/** Where a reporter can be told that there is news. Opened for this one sending, logged, and kept nowhere. */
export async function openContact(deps: StaffDeps, reportId: string): Promise<z.infer<typeof Contact>> {
	const [report] = await deps.db.read.select().from(reports).where(eq(reports.id, reportId));
	if (!report?.sealedIdentity) return {};
	await deps.db.write((tx) =>
		writeAudit(tx, deps, {
			actor: thePortal,
			action: 'contact.used',
			subject: report.number,
			reason: '通知举报人有新进展',
		}),
	);
	return Contact.parse(JSON.parse(await deps.unsealer.open(report.sealedIdentity)));
}
