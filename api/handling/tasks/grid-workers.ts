import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { user } from '../../../db/schema/accounts.ts';
import type { Role } from '../../permission/roles.ts';
import type { Report } from '../../report/report.ts';

const gridWorker: Role = 'grid-worker';

/** The grid workers of the report's county who can sign in. */
export async function gridWorkersOf(from: Reader, { adcode }: Pick<Report, 'adcode'>) {
	if (adcode === null) return [];
	return from
		.select({ id: user.id, name: user.name, town: user.town })
		.from(user)
		.where(and(eq(user.adcode, adcode), eq(user.role, gridWorker), eq(user.disabled, false)))
		.orderBy(asc(user.town), asc(user.name));
}
