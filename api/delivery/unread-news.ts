import { and, eq, inArray, lte } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { type News, unreadNews } from '../../db/schema/delivery.ts';
import type { Deps } from '../deps.ts';
import type { Officer } from '../permission/officer.ts';

const hourMs = 3_600_000;

/**
 * Whether to notify a unit now: not while it was notified of the same kind and nobody there has looked since, so that two
 * hundred messages make one mail. Unread news is repeated after the hours of content/rules/unit-news.yaml, since a mail
 * may get lost.
 */
export async function shouldNotify(
	tx: Transaction,
	{ content, now }: Pick<Deps, 'content' | 'now'>,
	unitId: string,
	news: News,
): Promise<boolean> {
	const toldAt = now().toISOString();
	const lost = new Date(now().getTime() - content.unitNews.repeatHours * hourMs).toISOString();
	const [told] = await tx
		.insert(unreadNews)
		.values({ unitId, news, toldAt })
		.onConflictDoUpdate({
			target: [unreadNews.unitId, unreadNews.news],
			set: { toldAt },
			setWhere: lte(unreadNews.toldAt, lost),
		})
		.returning();
	return told !== undefined;
}

/** Somebody of these units has looked at the inbox: they are notified of the next news again. */
export async function markNewsRead({ db, content }: Pick<Deps, 'db' | 'content'>, officer: Officer): Promise<void> {
	const own = content.units.units.filter(({ id, adcode }) =>
		officer.unit ? id === officer.unit : adcode === officer.adcode,
	);
	const ofOwn = inArray(
		unreadNews.unitId,
		own.map(({ id }) => id),
	);
	// The inbox is read often and news is rare: most calls write nothing.
	const unread = await db.read.select().from(unreadNews).where(ofOwn);
	if (unread.length === 0) return;
	await db.write(async (tx) => {
		for (const { unitId, news, toldAt } of unread) {
			const seen = and(eq(unreadNews.unitId, unitId), eq(unreadNews.news, news), lte(unreadNews.toldAt, toldAt));
			await tx.delete(unreadNews).where(seen);
		}
	});
}
