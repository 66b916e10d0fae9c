import { expect, test } from 'vitest';
import { portalKeys } from '../../../api/keys/portal-keys.ts';
import { receiptKeys } from '../../../api/keys/receipt-keys.ts';
import { suitesOf } from '../../../api/keys/suites.ts';
import type { Task } from '../../../api/keys/threads/task.ts';
import { quickSuites } from './quick-suite.ts';
import { sameThread } from './same-thread.ts';

const suites = suitesOf(quickSuites.current);
const keys = portalKeys('a-secret-of-the-operator-0123456789abcdef', suites);
const operator = suites.current.sealing.makePair();
const receipt = { number: '123456789012', secret: '1234567890123456' };
const texts = { both: { statement: '线索' }, operator: {} };

const tasks: Task[] = [];
const counting = {
	...sameThread(suites),
	run: (task: Task) => {
		tasks.push(task);
		return sameThread(suites).run(task);
	},
};
const withStretching = receiptKeys(keys, [operator.recipient], counting, true);
const without = receiptKeys(keys, [operator.recipient], counting, false);

test('whoever has database and portal secret can try no secret without making its slow key', async () => {
	const { secretHash, wrappedIdentity } = await withStretching.seal(receipt, texts);
	const code = `${receipt.number}:${receipt.secret}`;
	expect(keys.matches('secret', code, secretHash)).toBe(false);
	expect(() => keys.decrypt({ purpose: 'report', value: code }, wrappedIdentity)).toThrow();
	// The slow key of the same secret is another for each number.
	const other = await withStretching.seal({ ...receipt, number: '123456789013' }, texts);
	const stretched = tasks.map(({ stretch }) => stretch?.salt);
	expect(stretched[0]).not.toEqual(stretched[1]);
	expect(other.secretHash).not.toBe(secretHash);
});

test('one slow key a request: for taking a report in, for opening it, and for a wrong secret', async () => {
	tasks.length = 0;
	const { secretHash, wrappedIdentity, both } = await withStretching.seal(receipt, texts);
	expect(tasks).toHaveLength(1);
	const typed = withStretching.typed(receipt);
	expect(await typed.matches(secretHash)).toBe(true);
	expect(await (await typed.unsealer(wrappedIdentity)).open(both.statement)).toBe('线索');
	expect(tasks).toHaveLength(2);
	const wrong = withStretching.typed({ ...receipt, secret: '1234567890123457' });
	expect([await wrong.matches(secretHash), (await wrong.hashes()).includes(secretHash)]).toEqual([false, false]);
	await expect(wrong.unsealer(wrappedIdentity)).rejects.toThrow();
	expect(tasks).toHaveLength(3);
	// A number that nobody has takes the same time.
	expect(await withStretching.typed({ ...receipt, number: '999999999999' }).matches(null)).toBe(false);
	expect(tasks).toHaveLength(4);
});

test('switched off for a measurement nothing is made slow, and all else holds', async () => {
	tasks.length = 0;
	const { secretHash, wrappedIdentity, both } = await without.seal(receipt, texts);
	const typed = without.typed(receipt);
	expect(await typed.matches(secretHash)).toBe(true);
	expect(await (await typed.unsealer(wrappedIdentity)).open(both.statement)).toBe('线索');
	expect(tasks.filter(({ stretch }) => stretch)).toEqual([]);
	expect(await withStretching.typed(receipt).matches(secretHash)).toBe(false);
});
