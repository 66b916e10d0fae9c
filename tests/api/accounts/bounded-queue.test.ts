import { expect, test } from 'vitest';
import { boundedQueue } from '../../../api/accounts/bounded-queue.ts';

const full = expect.objectContaining({ code: 'unavailable', retryAfter: 5 });

/** Work that ends when told to, and remembers that it was begun. */
function work() {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	const state = { begun: false, end: resolve, fail: reject, run };
	async function run(): Promise<void> {
		state.begun = true;
		await promise;
	}
	return state;
}

test('works one after the other, also past one that failed', async () => {
	const queue = boundedQueue(3, 3);
	const [first, second] = [work(), work()];
	const taken = [queue.take('a', first.run), queue.take('b', second.run)];
	await Promise.resolve();
	expect([first.begun, second.begun]).toEqual([true, false]);
	first.fail(new Error('wrong'));
	await expect(taken[0]).rejects.toThrow('wrong');
	second.end();
	await taken[1];
	expect(second.begun).toBe(true);
});

test('refuses at once what is too much in all, or of one origin, and takes more when some is done', async () => {
	const queue = boundedQueue(3, 2);
	const [one, two, three] = [work(), work(), work()];
	const taken = [queue.take('a', one.run), queue.take('a', two.run)];
	const never = work();
	await expect(queue.take('a', never.run)).rejects.toEqual(full);
	taken.push(queue.take('b', three.run));
	await expect(queue.take('c', never.run)).rejects.toEqual(full);
	for (const each of [one, two, three]) each.end();
	await Promise.all(taken);
	expect(never.begun).toBe(false);
	await queue.take('a', async () => undefined);
});
