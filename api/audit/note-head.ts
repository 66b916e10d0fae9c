import { and, eq } from 'drizzle-orm';
import { dayOf } from '../../content/facts/time.ts';
import { audit } from '../../db/schema/audit.ts';
import type { BaseDeps } from '../base-deps.ts';
import { enqueue } from '../outbox/outbox.ts';
import { thePortal } from '../permission/actor.ts';
import type { Head } from './chain.ts';
import type { HeadsFile } from './heads.ts';
import { writeAudit } from './write.ts';

/**
 * Once a day the head of the log goes to a file beside the database and, where an address is set, by mail off this
 * machine. The line is written before its row, so that a row without a line means that somebody took the line away.
 */
export async function noteHead(
	deps: Pick<BaseDeps, 'db' | 'keys' | 'newId' | 'now'>,
	file: HeadsFile,
	{ seq, hash, count }: Head & { count: number },
	mailed: boolean,
): Promise<void> {
	const day = dayOf(deps.now());
	const noted = (await file.read()).heads.find((head) => head.day === day);
	// After a crash between line and row the line of today is there already.
	const head = noted ?? { day, seq, hash, count };
	if (!noted) await file.add(head);
	await deps.db.write(async (tx) => {
		const [row] = await tx
			.select({ seq: audit.seq })
			.from(audit)
			.where(and(eq(audit.action, 'audit.head-noted'), eq(audit.subject, day)));
		if (row) return;
		const reason = `第 ${head.seq} 条`;
		await writeAudit(tx, deps, { actor: thePortal, action: 'audit.head-noted', subject: day, reason });
		if (mailed) await enqueue(tx, deps, { kind: 'audit.mail', day, seq: head.seq, hash: head.hash }, `audit:${day}`);
	});
}
