import { asc, eq } from 'drizzle-orm';
import type { Reader } from '../../db/open.ts';
import { user } from '../../db/schema/accounts.ts';
import { may } from './roles.ts';

/** Somebody who can consent to opening who reported. */
export interface Approver {
	id: string;
	name: string;
	adcode: number;
	unit: string | null;
}

/** Every approver who can sign in. */
export async function approvers(from: Reader): Promise<Approver[]> {
	const enabled = await from
		.select({ id: user.id, name: user.name, adcode: user.adcode, unit: user.unit, role: user.role })
		.from(user)
		.where(eq(user.disabled, false))
		.orderBy(asc(user.name));
	return enabled.filter(({ role }) => may(role, 'identity.decide'));
}
