import { and, asc, eq, isNull } from 'drizzle-orm';
import { accountNotices } from '../../db/schema/accounts.ts';
import { writeAudit } from '../audit/write.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../http/errors.ts';
import type { Officer } from '../permission/officer.ts';

/** What others did to an account and its owner has not read yet, the oldest first. */
export async function unreadNotices({ db }: Pick<Deps, 'db'>, userId: string) {
	return db.read
		.select({ id: accountNotices.id, at: accountNotices.at, text: accountNotices.text })
		.from(accountNotices)
		.where(and(eq(accountNotices.userId, userId), isNull(accountNotices.seenAt)))
		.orderBy(asc(accountNotices.at), asc(accountNotices.id));
}

/** The owner has read it. Throws not_found for anybody else's. */
export async function confirmNotice(deps: Deps, officer: Officer, id: string): Promise<void> {
	const seenAt = deps.now().toISOString();
	await deps.db.write(async (tx) => {
		const own = and(eq(accountNotices.id, id), eq(accountNotices.userId, officer.id), isNull(accountNotices.seenAt));
		const read = await tx.update(accountNotices).set({ seenAt }).where(own).returning({ id: accountNotices.id });
		if (read.length === 0) throw new PortalError('not_found', '没有找到这条通知，可能已经确认过，请刷新页面。');
		await writeAudit(tx, deps, { actor: officer, action: 'account.notice-read', subject: officer.username });
	});
}
