import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Database, Transaction } from '../../../db/database.ts';
import { inserter, kept } from '../../../db/kept.ts';
import { receipts } from '../../../db/schema/intake.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';

/**
 * The answer to a request with an Idempotency-Key: the same key gets the same answer again. The answer may hold the
 * secret, so it is stored encrypted under the key itself: neither a stolen database nor the portal can read it.
 */
export interface IdempotentAnswer<A> {
	/** Key of the row with the answer, once `store` has written it. */
	keyHash: string;
	/** The stored answer, or null. Throws where the key was used for another request. */
	find(from: Database['read'] | Transaction): Promise<A | null>;
	/** Stores the answer, in the transaction of what it answers. */
	store(tx: Transaction, reportId: string, answer: A): Promise<void>;
	/** The stored answer, or the one that `make` makes and stores; simultaneous requests share it. */
	findOrMake(make: () => Promise<A>): Promise<A>;
}

type AnswerDeps = Pick<Deps, 'db' | 'keys' | 'now'>;

const insertReceipt = inserter(receipts);
const receiptBy = kept((on) =>
	on
		.select()
		.from(receipts)
		.where(eq(receipts.keyHash, sql.placeholder('keyHash')))
		.prepare(),
);

/** The one with any of these hashes, one for each suite that is known. */
async function findReceipt(from: Database['read'] | Transaction, keyHashes: string[]) {
	const found = [];
	for (const keyHash of keyHashes) found.push(...(await receiptBy(from).execute({ keyHash })));
	return found;
}

/** Answers in progress in this process; between processes the key of the row decides. */
const underWay = new WeakMap<Database, Map<string, Promise<unknown>>>();

/** `shape` knows a stored answer; `request` is all that was sent. */
export function idempotentAnswer<A>(
	deps: AnswerDeps,
	shape: z.ZodType<A>,
	key: string,
	request: string,
): IdempotentAnswer<A> {
	const keyHash = deps.keys.of('idempotency', key);
	const use = { purpose: 'receipt', value: key } as const;
	// The same to the letter: parsed by its schema, the keys would stand in another order.
	const isAnswer = (stored: unknown): stored is A => shape.safeParse(stored).success;
	const answers: IdempotentAnswer<A> = {
		keyHash,
		async find(from) {
			const [row] = await findReceipt(from, deps.keys.all('idempotency', key));
			if (!row) return null;
			if (!deps.keys.matches('request', request, row.requestHash)) throw reused();
			const stored: unknown = JSON.parse(deps.keys.decrypt(use, row.sealedAnswer));
			if (!isAnswer(stored)) throw new Error('a stored answer is none');
			return stored;
		},
		async store(tx, reportId, answer) {
			await insertReceipt(tx, {
				keyHash,
				requestHash: deps.keys.of('request', request),
				reportId,
				sealedAnswer: deps.keys.encrypt(use, JSON.stringify(answer)),
				at: deps.now().toISOString(),
			});
		},
		async findOrMake(make) {
			const answered = await answers.find(deps.db.read);
			if (answered) return answered;
			const running = runningIn(deps.db);
			const sameRequest = running.get(keyHash);
			if (sameRequest !== undefined) {
				// A failure is reported to its own request; this one then tries again.
				await sameRequest.catch(() => undefined);
				return answers.findOrMake(make);
			}
			const answer = make();
			running.set(keyHash, answer);
			try {
				return await answer;
			} catch (error) {
				// Another process may have answered the same request meanwhile: its answer stands.
				const elsewhere = await answers.find(deps.db.read);
				if (elsewhere) return elsewhere;
				throw error;
			} finally {
				running.delete(keyHash);
			}
		},
	};
	return answers;
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
