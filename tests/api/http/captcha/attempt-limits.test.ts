import { afterAll, beforeAll, expect, test } from 'vitest';
import { attemptLimits } from '../../../../api/http/captcha/attempt-limits.ts';
import { sharedCounters } from '../../../../api/http/captcha/shared-counters.ts';
import { portalKeys } from '../../../../api/keys/portal-keys.ts';
import { ownSuites } from '../../../../api/keys/suites.ts';
import { attempts } from '../../../../db/schema/processes.ts';
import { content, openTestPortal, type TestPortal } from '../../portal.ts';

const village = '10.20.30';
const elsewhere = '10.99.1';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal({}, { accounts: false });
});
afterAll(() => portal.remove());

/** The limits as a process of its own has them, on the one database. */
function limitsAt(start = '2026-03-01T02:00:00Z') {
	const clock = { now: new Date(start) };
	const { db, log } = portal.intake;
	const now = () => clock.now;
	const counters = sharedCounters({ db, log, now });
	const keys = portalKeys('a secret of the portal', ownSuites);
	return { clock, counters, limits: attemptLimits({ keys, now }, counters) };
}

const wrong = async (limits: ReturnType<typeof attemptLimits>, times: number, network: string, number: string) => {
	for (let nth = 0; nth < times; nth++) await limits.countWrong(network, number);
};

test('a village behind one address sends six hundred reports in a quarter of an hour; after that each costs more, up to five times', async () => {
	const { limits } = limitsAt();
	for (let nth = 0; nth < 600; nth++) {
		expect((await limits.reportDifficulty(village)).times).toBe(1);
		await limits.countSent(village);
	}
	expect(await limits.reportDifficulty(village)).toMatchObject({ times: 2, seconds: expect.closeTo(900, -1) });
	for (let nth = 0; nth < 6000; nth++) await limits.countSent(village);
	expect((await limits.reportDifficulty(village)).times).toBe(5);
	expect((await limits.reportDifficulty(elsewhere)).times).toBe(1);
});

test('a network that has uploaded its share waits or pays; what was paid for lets it go on', async () => {
	const { limits } = limitsAt();
	const rules = { ...content.evidence, networkMbPerHour: 3 };
	await limits.countUploaded(village, 2_999_000);
	expect(await limits.uploadWait(village, rules)).toBe(0);
	await limits.countUploaded(village, 1000);
	expect(await limits.uploadWait(village, rules)).toBeGreaterThan(3500);
	expect(await limits.uploadWait(elsewhere, rules)).toBe(0);
	await limits.countUploaded(village, -1_000_000);
	expect(await limits.uploadWait(village, rules)).toBe(0);
});

test('one receipt tried from many networks costs a captcha for an hour, and no other receipt', async () => {
	const { limits } = limitsAt();
	for (let network = 0; network < 12; network++) await wrong(limits, 5, `10.1.${network}`, '271176467455');
	expect(await limits.wait(elsewhere, '271176467455')).toBeGreaterThan(3500);
	expect(await limits.wait(elsewhere, '271176467463')).toBe(0);
});

test('one network that tries many receipts pays for each further try, and no other network', async () => {
	const { limits } = limitsAt();
	for (let nth = 0; nth < 40; nth++) await wrong(limits, 5, village, String(nth));
	expect(await limits.wait(village, '271176467455')).toBeGreaterThan(800);
	expect(await limits.wait(elsewhere, '271176467455')).toBe(0);
});

test('what was counted is counted for its day only, so that no hash of yesterday fits an address of today', async () => {
	const { clock, limits } = limitsAt('2026-03-01T15:59:00Z');
	await wrong(limits, 10, village, '271176467455');
	expect(await limits.wait(village, '271176467455')).toBeGreaterThan(800);
	clock.now = new Date('2026-03-01T16:01:00Z');
	expect(await limits.wait(village, '271176467455')).toBe(0);
});

test('whoever shows the right receipt is forgiven the slips before it, as often as they happen', async () => {
	const { limits } = limitsAt();
	await wrong(limits, 10, village, '271176467455');
	await limits.reset(village, '271176467455');
	expect(await limits.wait(village, '271176467455')).toBe(0);
});

test('what one process counted, another one knows once both have settled, and after a restart as well', async () => {
	const [one, other] = [limitsAt(), limitsAt()];
	await wrong(one.limits, 6, village, '388176467455');
	await wrong(other.limits, 4, village, '388176467455');
	expect(await other.limits.wait(village, '388176467455')).toBe(0);
	await one.counters.settle();
	await other.counters.settle();
	await one.counters.settle();
	expect(await one.limits.wait(village, '388176467455')).toBe(900);
	expect(await other.limits.wait(village, '388176467455')).toBe(900);
	const restarted = limitsAt();
	await restarted.counters.settle();
	expect(await restarted.limits.wait(village, '388176467455')).toBe(900);

	await other.limits.reset(village, '388176467455');
	await other.counters.settle();
	await one.counters.settle();
	expect(await one.limits.wait(village, '388176467455')).toBe(0);
	await wrong(one.limits, 9, village, '388176467455');
	await one.counters.settle();
	expect(await one.limits.wait(village, '388176467455')).toBe(0);
});

test('what is counted while it is being settled is neither lost nor counted twice', async () => {
	const { counters } = limitsAt();
	counters.add('settled', 3, 60_000);
	const settling = counters.settle();
	counters.add('settled', 4, 60_000);
	await settling;
	expect(counters.get('settled')?.points).toBe(7);
	await counters.settle();
	await counters.settle();
	expect(counters.get('settled')?.points).toBe(7);
	const other = limitsAt();
	await other.counters.settle();
	expect(other.counters.get('settled')?.points).toBe(7);
});

test('a counter whose time is over begins anew in every process, and its row goes', async () => {
	const [one, other] = [limitsAt(), limitsAt()];
	one.counters.add('over', 5, 60_000);
	await one.counters.settle();
	for (const each of [one, other]) each.clock.now = new Date('2026-03-01T02:02:00Z');
	await other.counters.settle();
	expect(other.counters.get('over')).toBeNull();
	const rows = await portal.intake.db.read.select().from(attempts);
	expect(rows.filter(({ hash }) => hash === 'over')).toEqual([]);
	one.counters.add('over', 1, 60_000);
	await one.counters.settle();
	await other.counters.settle();
	expect(other.counters.get('over')).toEqual({ points: 1, seconds: 60 });
});

test('no row holds an address or a receipt', async () => {
	const { limits, counters } = limitsAt();
	await wrong(limits, 1, village, '388176467455');
	await limits.countSent(village);
	await limits.countUploaded(village, 5000);
	await counters.settle();
	const rows = await portal.intake.db.read.select().from(attempts);
	expect(rows.length).toBeGreaterThan(4);
	for (const { hash } of rows.filter((row) => /:/.test(row.hash))) {
		expect(hash).toMatch(/^a1:[0-9a-f]{64}$/);
		expect(hash).not.toContain(village);
	}
});
