import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../../db/database.ts';
import { user } from '../../db/schema/accounts.ts';
import { rolesThatMay } from '../permission/roles.ts';

/** Somebody who can consent to opening who reported. */
export interface Approver {
	id: string;
	name: string;
	adcode: number;
	unit: string | null;
}

/** Every approver who can sign in. */
export async function approvers(from: Reader): Promise<Approver[]> {
	return from
		.select({ id: user.id, name: user.name, adcode: user.adcode, unit: user.unit })
		.from(user)
		.where(and(eq(user.disabled, false), inArray(user.role, rolesThatMay('identity.decide'))))
		.orderBy(asc(user.name));
}
