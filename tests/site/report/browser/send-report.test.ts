import { describe, expect, it } from 'vitest';
import { newKey } from '../../../../site/browser/new-key.ts';
import {
	ReportRefused,
	type SendDeps,
	SendingStopped,
	type SendState,
	sendReport,
} from '../../../../site/report/browser/send-report.ts';
import { type Behaviour, standIn } from './stand-in.ts';

const report = {
	category: 'no-licence',
	description: '夜里有挖机往外拉矿石',
	location: { place: '宝国老镇东沟' },
	reporter: { mode: 'anonymous' as const },
};

async function send(behaviours: Behaviour[], change: (deps: SendDeps) => Partial<SendDeps> = () => ({})) {
	await using server = await standIn(behaviours);
	const states: SendState[] = [];
	const pauses: number[] = [];
	let proofs = 0;
	const deps: SendDeps = {
		post: (body, key) => fetch(server.url, { method: 'POST', body, headers: { 'Idempotency-Key': key } }),
		prove: async () => `proof ${++proofs}`,
		spoiled: () => undefined,
		pause: async (seconds) => void pauses.push(seconds),
		online: () => true,
		tell: (state) => void states.push(state),
		stopped: () => false,
	};
	const key = newKey();
	const outcome = await sendReport(report, key, { ...deps, ...change(deps) }).catch((error: unknown) => error);
	return { outcome, states, pauses, stored: server.stored, attempts: server.attempts() };
}

describe('a report on its way', () => {
	it('arrives at once on a good line', async () => {
		const { outcome, stored, states } = await send([]);
		expect(outcome).toMatchObject({ secret: '1234567890123456' });
		expect(stored.size).toBe(1);
		expect(states.map(({ kind }) => kind)).toEqual(['proving', 'sending']);
	});

	it('stays one report when the answer is lost, however often', async () => {
		const { outcome, stored, attempts } = await send(['lose-answer', 'lose-answer', 'answer']);
		expect(outcome).toMatchObject({ number: '100000000000' });
		expect(attempts).toBe(3);
		expect(stored.size).toBe(1);
	});

	it('waits longer after each failure, a minute at most', async () => {
		const { pauses } = await send(Array<Behaviour>(8).fill('refuse-connection'));
		expect(pauses).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
	});

	it('takes the page of a broken proxy for an outage, not for a refusal', async () => {
		const { outcome, states } = await send(['error-page']);
		expect(outcome).toHaveProperty('secret');
		expect(states).toContainEqual({ kind: 'waiting', why: 'server', seconds: 2 });
	});

	it('waits as long as the server asks', async () => {
		const { states } = await send(['too-many']);
		expect(states).toContainEqual({ kind: 'waiting', why: 'busy', seconds: 7 });
	});

	it('makes a new proof when the old one ran out', async () => {
		let spoiled = 0;
		const { outcome } = await send(['captcha-failed'], () => ({ spoiled: () => void spoiled++ }));
		expect(outcome).toHaveProperty('secret');
		expect(spoiled).toBe(1);
	});

	it('makes a dearer proof where many reports came from its network, and does not wait', async () => {
		const proofs: string[] = [];
		let spoiled = 0;
		const { outcome, pauses } = await send(['dearer'], ({ post }) => ({
			spoiled: () => void spoiled++,
			post: (body, key) => {
				proofs.push(JSON.parse(body).captcha);
				return post(body, key);
			},
		}));
		expect(outcome).toHaveProperty('secret');
		expect({ spoiled, proofs, pauses }).toEqual({ spoiled: 1, proofs: ['proof 1', 'proof 2'], pauses: [1] });
	});

	it('does not try without a network and goes on when it is back', async () => {
		let asked = 0;
		const { outcome, attempts, states } = await send([], () => ({ online: () => ++asked > 2 }));
		expect(outcome).toHaveProperty('secret');
		expect(attempts).toBe(1);
		expect(states.filter(({ kind }) => kind === 'waiting')).toHaveLength(2);
	});

	it('goes on when the proof cannot be had for a while', async () => {
		let tries = 0;
		const { outcome } = await send([], () => ({
			prove: async () => {
				if (++tries < 3) throw new TypeError('network');
				return 'proof';
			},
		}));
		expect(outcome).toHaveProperty('secret');
	});

	it('gives a refusal back with its fields and stores nothing', async () => {
		const { outcome, stored } = await send(['invalid']);
		expect(outcome).toBeInstanceOf(ReportRefused);
		expect((outcome as ReportRefused).problem.errors).toEqual([{ path: 'description', message: '太短' }]);
		expect(stored.size).toBe(0);
	});

	it('ends when the reporter stops it', async () => {
		let stopped = false;
		const { outcome } = await send(['refuse-connection', 'refuse-connection'], () => ({
			stopped: () => stopped,
			pause: async () => {
				stopped = true;
			},
		}));
		expect(outcome).toBeInstanceOf(SendingStopped);
	});
});

it('every draft has a key of its own in the form of a random UUID', () => {
	const keys = Array.from({ length: 1000 }, () => newKey());
	expect(new Set(keys).size).toBe(1000);
	for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
