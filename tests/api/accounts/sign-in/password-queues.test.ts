import { expect, test } from 'vitest';
import { passwordQueues } from '../../../../api/accounts/sign-in/password-queues.ts';

const full = expect.objectContaining({ code: 'unavailable', retryAfter: 5 });

const queueOf = (waiting: number, waitingPerNetwork: number) =>
	passwordQueues({ waiting, waitingPerNetwork }).unknownDevices;

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
	const queue = queueOf(3, 3);
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
	const queue = queueOf(3, 2);
	const [one, two, three, never] = [work(), work(), work(), work()];
	const taken = [queue.take('a', one.run), queue.take('a', two.run)];
	await expect(queue.take('a', never.run)).rejects.toEqual(full);
	taken.push(queue.take('b', three.run));
	await expect(queue.take('b', never.run)).rejects.toEqual(full);
	for (const each of [one, two, three]) each.end();
	await Promise.all(taken);
	expect(never.begun).toBe(false);
	await queue.take('a', async () => undefined);
});

test('in turns by origin: one that comes later with one work waits behind one work alone', async () => {
	const queue = queueOf(10, 9);
	const order: string[] = [];
	const done = (name: string) => async () => void order.push(name);
	const first = work();
	const taken = [queue.take('a', first.run), ...['a1', 'a2', 'a3'].map((name) => queue.take('a', done(name)))];
	taken.push(queue.take('b', done('b1')));
	first.end();
	await Promise.all(taken);
	expect(order.slice(0, 2)).toContain('b1');
});

test('full, whoever brought most loses the last of it to one who brought less', async () => {
	const queue = queueOf(4, 3);
	const works = Array.from({ length: 4 }, work);
	const [one, two, three, four] = works.map(({ run }, nth) => queue.take(nth < 3 ? 'a' : 'b', run));
	const last = work();
	const late = queue.take('c', last.run);
	await expect(three).rejects.toEqual(full);
	// Nobody has more than two now: who brings a second one is no better.
	await expect(queue.take('b', last.run)).rejects.toEqual(full);
	for (const each of [...works, last]) each.end();
	await Promise.all([one, two, four, late]);
	expect(works[2]?.begun).toBe(false);
	expect(last.begun).toBe(true);
});

test('what has to be done before is done in the place, while others have their turn', async () => {
	const queue = queueOf(2, 2);
	const [before, mine, other] = [work(), work(), work()];
	const slow = queue.take('a', mine.run, before.run);
	other.end();
	await queue.take('b', other.run);
	expect([before.begun, mine.begun]).toEqual([true, false]);
	const holding = queue.take('b', mine.run);
	await expect(queue.take('c', other.run)).rejects.toEqual(full);
	before.end();
	mine.end();
	await Promise.all([slow, holding]);
	const refused = queue.take('a', other.run, async () => Promise.reject(new Error('not paid')));
	await expect(refused).rejects.toThrow('not paid');
	await queue.take('a', other.run);
});
