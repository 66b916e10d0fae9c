import { desc } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { audit } from '../../db/schema/audit.ts';
import { ConfigError } from '../config.ts';
import type { Deps } from '../deps.ts';
import { isIntact } from './chain.ts';

/**
 * Throws ConfigError unless the log's last row was written under this key: the next row, under another, would look like
 * somebody's forgery.
 */
export async function refuseOtherKey(tx: Transaction, { keys }: Pick<Deps, 'keys'>): Promise<void> {
	const [last, before] = await tx.select().from(audit).orderBy(desc(audit.seq)).limit(2);
	if (!last || isIntact(keys, before?.hash ?? '', last)) return;
	throw new ConfigError(
		'PORTAL_SECRET 与数据目录不相符，请使用与平台启动时相同的环境变量运行；仍不行的，审计日志可能被改动，请由审计人员核验。',
	);
}
