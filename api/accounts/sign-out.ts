import { eq } from 'drizzle-orm';
import { session } from '../../db/schema/accounts.ts';
import { writeAudit } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import type { Officer } from './officer.ts';

/** Ends the session of this browser. */
export async function signOut(deps: Deps, officer: Officer): Promise<void> {
	await deps.db.write(async (tx) => {
		await tx.delete(session).where(eq(session.id, officer.sessionId));
		await writeAudit(tx, deps, { actor: officer, action: 'account.signed-out', subject: officer.username });
	});
}
