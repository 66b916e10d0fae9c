import { expect, test } from 'vitest';
import { fairQueue } from '../../../api/http/fair-queue.ts';

/** A work that runs until it is let go. */
function work(name: string, began: string[]) {
	let finish = () => {};
	const until = new Promise<void>((resolve) => {
		finish = resolve;
	});
	const run = () => {
		began.push(name);
		return until;
	};
	return { run, finish: () => finish() };
}

test('two at a time, and one file of one network does not wait behind a hundred of another', async () => {
	const began: string[] = [];
	const turns = fairQueue({ atATime: 2, capacity: 202, mostPerParty: 102 }, () => new Error('full'));
	const many = Array.from({ length: 100 }, (_, index) => work(`many ${index + 1}`, began));
	const ended = many.map(({ run }) => turns.take('many', run));
	const one = work('one', began);
	ended.push(turns.take('one', one.run));
	expect(began).toEqual(['many 1', 'many 2']);
	many[0]?.finish();
	await ended[0];
	await expect.poll(() => began).toEqual(['many 1', 'many 2', 'many 3']);
	many[1]?.finish();
	await ended[1];
	await expect.poll(() => began).toEqual(['many 1', 'many 2', 'many 3', 'one']);
	one.finish();
	for (const { finish } of many) finish();
	await Promise.all(ended);
	expect(began.length).toBe(101);
});

test('where too many wait the next is told to come again, and a task that fails lets the next one run', async () => {
	const began: string[] = [];
	const turns = fairQueue({ atATime: 1, capacity: 2, mostPerParty: 2 }, () => new Error('full'));
	const first = turns.take('a', () => Promise.reject(new Error('broken')));
	const second = turns.take('b', async () => began.push('second'));
	expect(() => turns.refuseFull('c')).toThrow('full');
	await expect(turns.take('c', async () => undefined)).rejects.toThrow('full');
	await expect(first).rejects.toThrow('broken');
	await second;
	expect(began).toEqual(['second']);
	turns.refuseFull('c');
	await turns.take('c', async () => began.push('third'));
	expect(began).toEqual(['second', 'third']);
});

test('where no place is left whoever holds most of them gives one to somebody who holds none', async () => {
	const began: string[] = [];
	const turns = fairQueue({ atATime: 1, capacity: 4, mostPerParty: 4 }, () => new Error('full'));
	const running = work('running', began);
	const ended = turns.take('many', running.run);
	const many = Array.from({ length: 3 }, (_, index) => turns.take('many', async () => began.push(`many ${index}`)));
	const sentAway = expect(many[2]).rejects.toThrow('full');
	const one = turns.take('one', async () => began.push('one'));
	await sentAway;
	running.finish();
	await Promise.all([ended, ...many.slice(0, 2), one]);
	expect(began).toEqual(['running', 'many 0', 'one', 'many 1']);
});

test('who waits when all is stopped is sent away', async () => {
	const turns = fairQueue({ atATime: 1, capacity: 4, mostPerParty: 4 }, () => new Error('full'));
	const running = work('running', []);
	const first = turns.take('a', running.run);
	const second = turns.take('a', async () => undefined);
	turns.stop();
	await expect(second).rejects.toThrow('full');
	await expect(turns.take('b', async () => undefined)).rejects.toThrow('full');
	running.finish();
	await first;
});

test('whoever brings too many is told to come again, and others still wait in the queue', async () => {
	const turns = fairQueue({ atATime: 1, capacity: 11, mostPerParty: 2 }, () => new Error('full'));
	const running = work('running', []);
	const ended = [turns.take('many', running.run), turns.take('many', async () => undefined)];
	await expect(turns.take('many', async () => undefined)).rejects.toThrow('full');
	ended.push(turns.take('one', async () => undefined));
	running.finish();
	await Promise.all(ended);
});
