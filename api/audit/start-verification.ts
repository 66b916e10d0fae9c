import type { StaffDeps } from '../deps.ts';
import { traceOf } from '../log.ts';
import type { Officer } from '../permission/officer.ts';
import type { AuditState } from './watch.ts';
import { writeAudit } from './write.ts';

/** Starts a full verification and returns the state of the log; the console polls until it is done. */
export async function startVerification(deps: StaffDeps, officer: Officer): Promise<AuditState> {
	await deps.db.write((tx) =>
		writeAudit(tx, deps, { actor: officer, action: 'audit.verified', subject: '审计日志', reason: '人工核验' }),
	);
	deps.auditWatch
		.verify()
		.catch((error: unknown) => deps.log.error({ event: 'audit.verified.failed', ...traceOf(error) }));
	return deps.auditWatch.state();
}
