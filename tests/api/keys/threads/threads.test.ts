import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, expect, test } from 'vitest';
import { PortalError } from '../../../../api/http/errors.ts';
import { a1 } from '../../../../api/keys/suites/a1.ts';
import type { Task } from '../../../../api/keys/threads/task.ts';
import { type KeyThreads, keyThreads } from '../../../../api/keys/threads/threads.ts';

let threads: KeyThreads;
afterEach(() => threads.stop());

const salt = new Uint8Array(32).fill(7);
const stretching = (secret: string): Task => ({ stretch: { suite: 'a1', secret, salt } });

test('a secret is stretched in a thread as it would be here, differently for another secret or salt', async () => {
	threads = keyThreads(2);
	const of = async (task: Task) => (await threads.run(task)).stretched;
	const first = await of(stretching('123456789012:1234567890123456'));
	expect(first).toBe(a1.stretch('123456789012:1234567890123456', salt).toString('hex'));
	expect(first).toMatch(/^[0-9a-f]{64}$/);
	expect(await of(stretching('123456789012:1234567890123457'))).not.toBe(first);
	expect(await of({ stretch: { suite: 'a1', secret: '123456789012:1234567890123456', salt: salt.fill(8) } })).not.toBe(
		first,
	);
});

test('a guess at a secret costs two milliseconds of a processor', () => {
	threads = keyThreads(1);
	const rounds = 50;
	const before = process.cpuUsage();
	for (let nth = 0; nth < rounds; nth++) a1.stretch(`123456789012:${nth}`, salt);
	const { user, system } = process.cpuUsage(before);
	// A faster machine guesses faster; a tenth of it would be a mistake in the settings.
	expect((user + system) / 1000 / rounds).toBeGreaterThan(0.2);
});

test('a report is sealed in a thread to a new key and the operator, what is for the operator to nobody else', async () => {
	threads = keyThreads(1);
	const operator = a1.sealing.makePair();
	const { sealed } = await threads.run({
		seal: { suite: 'a1', operator: [operator.recipient], toBoth: ['情况', ''], toOperator: ['姓名'] },
	});
	const opened = (text: string, identity: string) => a1.sealing.open(Buffer.from(text, 'base64'), [identity]);
	for (const identity of [operator.identity, sealed?.pair.identity ?? '']) {
		expect(sealed?.toBoth.map((text) => opened(text, identity))).toEqual(['情况', '']);
	}
	expect(sealed?.toOperator.map((text) => opened(text, operator.identity))).toEqual(['姓名']);
	expect(() => opened(sealed?.toOperator[0] ?? '', sealed?.pair.identity ?? '')).toThrow();
});

test('beyond a short queue whoever asks is told when to come again, and all who wait are served', async () => {
	threads = keyThreads(1);
	const outcomes = await Promise.allSettled(
		Array.from({ length: 400 }, (_, nth) => threads.run(stretching(String(nth)))),
	);
	const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
	expect(refused.length).toBeGreaterThan(0);
	expect(outcomes.length - refused.length).toBeGreaterThan(200);
	for (const reason of refused) {
		expect(reason).toBeInstanceOf(PortalError);
		expect(reason).toMatchObject({ code: 'unavailable', status: 503, retryAfter: 5 });
	}
	expect((await threads.run(stretching('afterwards'))).stretched).toMatch(/^[0-9a-f]{64}$/);
});

test('requests are answered while secrets are stretched', async () => {
	threads = keyThreads(2);
	await threads.run(stretching('first'));
	const delay = monitorEventLoopDelay({ resolution: 1 });
	delay.enable();
	await Promise.all(Array.from({ length: 200 }, (_, nth) => threads.run(stretching(String(nth)))));
	delay.disable();
	// Here, one after the other, these would hold the loop for longer than all of them take there.
	expect(delay.percentile(50) / 1e6).toBeLessThan(20);
});

test('what a thread cannot do fails alone', async () => {
	threads = keyThreads(1);
	const [wrong, right] = await Promise.allSettled([
		threads.run({ stretch: { suite: 'x9', secret: 'x', salt } }),
		threads.run(stretching('x')),
	]);
	expect(wrong).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('x9') } });
	expect(right.status).toBe('fulfilled');
});

test('nothing is left waiting when they are stopped', async () => {
	threads = keyThreads(1);
	const asked = Promise.allSettled(Array.from({ length: 20 }, (_, nth) => threads.run(stretching(String(nth)))));
	await threads.stop();
	expect((await asked).every(({ status }) => status === 'rejected' || status === 'fulfilled')).toBe(true);
	await expect(threads.run(stretching('x'))).rejects.toMatchObject({ code: 'unavailable' });
});
