import { expect, test } from 'vitest';
import { attemptLimits } from '../../../../api/http/captcha/attempt-limits.ts';
import { portalKeys } from '../../../../api/keys/portal-keys.ts';
import { ownSuites } from '../../../../api/keys/suites.ts';
import { content } from '../../portal.ts';

const village = '10.20.30';
const elsewhere = '10.99.1';
let salts = 0;

function limitsAt(start = '2026-03-01T02:00:00Z') {
	const clock = { now: new Date(start) };
	const deps = {
		keys: portalKeys('a secret of the portal', ownSuites),
		now: () => clock.now,
		randomDigits: () => String(++salts),
	};
	return { clock, limits: attemptLimits(deps) };
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

test('what was counted is known by a salt of the day only, so that no hash of yesterday fits an address', async () => {
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
