import { inArray } from 'drizzle-orm';
import type { Database, Transaction } from '../../../db/open.ts';
import { receipts } from '../../../db/schema/intake.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';

/**
 * The same Idempotency-Key gets the same answer again. The answer may hold the secret, so it is stored
 * encrypted under that key itself: a stolen database, and we ourselves, cannot read it.
 */
export interface AnswerOnce<A> {
	/** Names the row that keeps the answer, once `keep` has written it. */
	keyHash: string;
	/** The answer given before, or null. Throws when the key came with other words. */
	recall(from: Database['read'] | Transaction): Promise<A | null>;
	/** Keeps the answer, in the transaction of what it answers. */
	keep(tx: Transaction, reportId: string, answer: A): Promise<void>;
	/** The answer given before, or the one that `make` makes and keeps; two taps at once share it. */
	give(make: () => Promise<A>): Promise<A>;
}

type OnceDeps = Pick<Deps, 'db' | 'keys' | 'now'>;

/** Answers being made. */
const underWay = new WeakMap<Database, Map<string, Promise<unknown>>>();

export function answerOnce<A>(deps: OnceDeps, key: string, request: string): AnswerOnce<A> {
	const keyHash = deps.keys.of('idempotency', key);
	const use = { purpose: 'receipt', value: key } as const;
	const once: AnswerOnce<A> = {
		keyHash,
		async recall(from) {
			const [row] = await from
				.select()
				.from(receipts)
				.where(inArray(receipts.keyHash, deps.keys.all('idempotency', key)));
			if (!row) return null;
			if (!deps.keys.matches('request', request, row.requestHash)) throw reused();
			return JSON.parse(deps.keys.decrypt(use, row.sealedAnswer));
		},
		async keep(tx, reportId, answer) {
			await tx.insert(receipts).values({
				keyHash,
				requestHash: deps.keys.of('request', request),
				reportId,
				sealedAnswer: deps.keys.encrypt(use, JSON.stringify(answer)),
				at: deps.now().toISOString(),
			});
		},
		async give(make) {
			const answered = await once.recall(deps.db.read);
			if (answered) return answered;
			const running = runningIn(deps.db);
			const twin = running.get(keyHash);
			if (twin !== undefined) {
				// Its own sender hears of its failure; this one then tries anew.
				await twin.catch(() => undefined);
				return once.give(make);
			}
			const answer = make();
			running.set(keyHash, answer);
			try {
				return await answer;
			} finally {
				running.delete(keyHash);
			}
		},
	};
	return once;
}

function runningIn(db: Database): Map<string, Promise<unknown>> {
	const running = underWay.get(db) ?? new Map<string, Promise<unknown>>();
	underWay.set(db, running);
	return running;
}

function reused(): PortalError {
	return new PortalError(
		'idempotency_reused',
		'先前提交的内容已经收到，与这次的不同。请刷新页面核对，需要改动的重新提交，已填写的内容不会丢失。',
	);
}
