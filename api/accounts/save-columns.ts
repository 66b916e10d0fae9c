import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { user } from '../../db/schema/accounts.ts';
import type { Deps } from '../deps.ts';
import { reference } from '../http/text.ts';
import type { Officer } from '../permission/officer.ts';

/** Not checked further: which columns can be hidden is defined by the console. */
export const Columns = z.strictObject({
	hidden: z.array(reference(30), '列的写法不对').max(30, '列太多'),
});

/** Saves which columns of the inbox an officer hides, so that the choice follows them to any computer. */
export async function saveColumns(
	deps: Pick<Deps, 'db'>,
	officer: Officer,
	{ hidden }: z.infer<typeof Columns>,
): Promise<void> {
	await deps.db.write(async (tx) => {
		await tx.update(user).set({ hiddenColumns: hidden }).where(eq(user.id, officer.id));
	});
}
