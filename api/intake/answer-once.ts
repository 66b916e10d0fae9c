import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '../../db/open.ts';
import { receipts } from '../../db/schema/intake.ts';
import type { Deps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import { unwrap, wrap } from '../seal.ts';
import type { ReceiptAnswer } from './receive.ts';

/**
 * The same Idempotency-Key gets the same answer again. The answer holds the secret, so it is stored
 * encrypted under that key itself: a stolen database, and we ourselves, cannot read it.
 */
export interface AnswerOnce {
	/** The answer given before, or null. Throws when the key came with other words. */
	recall(from: Database['read'] | Transaction): Promise<ReceiptAnswer | null>;
	/** Keeps the answer, in the transaction of the report. */
	keep(tx: Transaction, reportId: string, answer: ReceiptAnswer): Promise<void>;
	/** Name of this submission while it is under way. */
	readonly keyHash: string;
}

export function answerOnce(deps: Pick<Deps, 'keys' | 'now'>, key: string, request: string): AnswerOnce {
	const keyHash = deps.keys.of('idempotency', key);
	const requestHash = deps.keys.of('request', request);
	const wrapKey = deps.keys.key('receipt', key);
	return {
		keyHash,
		async recall(from) {
			const [row] = await from.select().from(receipts).where(eq(receipts.keyHash, keyHash));
			if (!row) return null;
			if (row.requestHash !== requestHash) throw reused();
			return JSON.parse(unwrap(row.sealedAnswer, wrapKey));
		},
		async keep(tx, reportId, answer) {
			await tx.insert(receipts).values({
				keyHash,
				requestHash,
				reportId,
				sealedAnswer: wrap(JSON.stringify(answer), wrapKey),
				at: deps.now().toISOString(),
			});
		},
	};
}

function reused(): PortalError {
	return new PortalError(
		'idempotency_reused',
		'这次提交的编号已经用于另一份举报，请返回填写页重新提交，已填写的内容不会丢失。',
	);
}
