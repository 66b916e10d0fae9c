import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import { user } from '../../db/schema/accounts.ts';
import type { Deps } from '../deps.ts';
import { rolesThatMay } from '../permission/roles.ts';

/** Officers of an area who can handle the reports of one of its units and can sign in. */
export async function colleagues(
	{ db }: Pick<Deps, 'db'>,
	adcode: number,
	unit: string,
): Promise<Array<{ id: string; name: string }>> {
	return db.read
		.select({ id: user.id, name: user.name })
		.from(user)
		.where(
			and(
				eq(user.adcode, adcode),
				or(isNull(user.unit), eq(user.unit, unit)),
				eq(user.disabled, false),
				inArray(user.role, rolesThatMay('reports.move')),
			),
		)
		.orderBy(asc(user.name));
}
