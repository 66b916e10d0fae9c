import { and, desc, eq, gt } from 'drizzle-orm';
import { session } from '../../../db/schema/accounts.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';

/** The browsers in which an officer is signed in now, the last used first. Neither address nor browser name is kept. */
export async function listSessions(deps: Deps, officer: Officer) {
	const found = await deps.db.read
		.select()
		.from(session)
		.where(and(eq(session.userId, officer.id), gt(session.expiresAt, new Date())))
		.orderBy(desc(session.updatedAt));
	return {
		items: found.map((each) => ({
			id: each.id,
			createdAt: each.createdAt.toISOString(),
			lastSeenAt: each.updatedAt.toISOString(),
			expiresAt: each.expiresAt.toISOString(),
			current: each.id === officer.sessionId,
		})),
	};
}

/** Signs one of an officer's own browsers out. Throws not_found for anybody else's. */
export async function endSession(deps: Deps, officer: Officer, id: string): Promise<void> {
	await deps.db.write(async (tx) => {
		const ended = await tx
			.delete(session)
			.where(and(eq(session.id, id), eq(session.userId, officer.id)))
			.returning({ id: session.id });
		if (ended.length === 0) throw new PortalError('not_found', '没有找到这个登录，可能已经退出，请刷新列表。');
		await writeAudit(tx, deps, { actor: officer, action: 'account.signed-out', subject: officer.username });
	});
}
