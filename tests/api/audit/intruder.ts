import { asc, sql } from 'drizzle-orm';
import { chainHash } from '../../../api/audit/chain.ts';
import { writeAudit } from '../../../api/audit/write.ts';
import { keyedHash } from '../../../api/keys/keyed-hash.ts';
import { ownSuites } from '../../../api/keys/suites.ts';
import { thePortal } from '../../../api/permission/actor.ts';
import { run } from '../../../db/raw.ts';
import { audit } from '../../../db/schema/audit.ts';
import type { TestPortal } from '../portal.ts';
import { dropGuards } from '../triggers.ts';

/** What somebody who holds the file of the database can do to it: no trigger is in their way. */
export async function intrude({ staff }: TestPortal, ...statements: string[]): Promise<void> {
	await staff.db.write(async (tx) => {
		await dropGuards(tx, 'audit');
		for (const statement of statements) await run(tx, sql.raw(statement));
	});
}

/** Changes a row and makes the chain anew from there, under the portal's own key or another one. */
export async function forge(
	portal: TestPortal,
	seq: number,
	keys = keyedHash('a key of somebody else', ownSuites),
): Promise<void> {
	await intrude(portal, `UPDATE audit SET actor_name = '别人' WHERE seq = ${seq}`);
	await portal.staff.db.write(async (tx) => {
		let before = '';
		for (const { hash, ...row } of await tx.select().from(audit).orderBy(asc(audit.seq))) {
			const forged = row.seq < seq ? hash : chainHash(keys, before, row);
			await run(tx, sql`UPDATE audit SET hash = ${forged} WHERE seq = ${row.seq}`);
			before = forged;
		}
	});
}

/** Rows that somebody's work left. */
export async function work({ staff }: TestPortal, rows: number): Promise<void> {
	await staff.db.write(async (tx) => {
		for (let nth = 0; nth < rows; nth++) {
			await writeAudit(tx, staff, { actor: thePortal, action: 'site.rebuilt', subject: '网站', reason: String(nth) });
		}
	});
}

export async function lengthOf({ staff }: TestPortal): Promise<number> {
	return (await staff.db.read.select({ seq: audit.seq }).from(audit)).length;
}
