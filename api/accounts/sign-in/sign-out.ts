import { eq } from 'drizzle-orm';
import { session } from '../../../db/schema/accounts.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import { leaveProvider } from '../oidc/leave-provider.ts';

/** Ends the session of this browser. Resolves with where to sign out as well, for whom the identity system let in. */
export async function signOut(deps: StaffDeps, officer: Officer): Promise<URL | null> {
	const ended = await deps.db.write(async (tx) => {
		const [row] = await tx.delete(session).where(eq(session.id, officer.sessionId)).returning();
		await writeAudit(tx, deps, { actor: officer, action: 'account.signed-out', subject: officer.username });
		return row;
	});
	return leaveProvider(deps, ended);
}
