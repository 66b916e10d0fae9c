import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleConsents } from '../../../../api/intake/commission/hand-over.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

async function read(username: string, path: string) {
	return (await portal.call('GET', `api/staff/${path}`, { as: await portal.signIn(username) })).json;
}

async function send(username: string, number: string, path: string, more: Record<string, unknown>) {
	const { version } = await read(username, `reports/${number}`);
	const as = await portal.signIn(username);
	const answer = await portal.call('POST', `api/staff/reports/${number}/${path}`, { as, body: { version, ...more } });
	expect(answer.status, JSON.stringify(answer.json)).toBe(200);
	return answer.json;
}

test('the inbox of the city names the by-passed counties in the row, and no row of a county says anything of them', async () => {
	const avoiding = await portal.report({ avoidCounties: [211382, 211322] });
	const ordinary = await portal.report();
	const { items } = await read('city', 'reports?view=all');
	const rowOf = ({ number }: { number: string }) => items.find((row: { number: string }) => row.number === number);
	expect(rowOf(avoiding)).toMatchObject({ bypassed: true, avoided: '凌源市、建平县' });
	expect(rowOf(ordinary)).toMatchObject({ bypassed: false, avoided: null });
	const ofCounty = (await read('beipiao', 'reports?view=all')).items;
	expect(ofCounty).toHaveLength(2);
	expect(ofCounty.map(({ bypassed, avoided }: Record<string, unknown>) => ({ bypassed, avoided }))).toEqual(
		ofCounty.map(() => ({ bypassed: false, avoided: null })),
	);
});

test('the moves that could give it away say what they mean for the by-pass, the others nothing, and to the city alone', async () => {
	const cautionsFor = async (username: string, number: string) => {
		const { moves } = await read(username, `reports/${number}`);
		return Object.fromEntries(
			moves.map(({ move, caution }: { move: string; caution: string | null }) => [move, caution]),
		);
	};
	const withCounty = await portal.report({ avoidCounties: [211382, 211322] });
	expect(await cautionsFor('city', withCounty.number)).toMatchObject({
		merge: '并入后，另一件线索对凌源市、建平县同样不可见。',
		transfer: '',
		accept: null,
		decline: null,
	});
	const ofCounty = Object.values(await cautionsFor('beipiao', withCounty.number));
	expect(ofCounty).toEqual(ofCounty.map(() => null));
	const withCity = await portal.report({ avoidCounty: true });
	expect(await cautionsFor('city', withCity.number)).toMatchObject({ assign: '只能指派市级单位。', decline: null });
	const { number } = await portal.report();
	expect(await cautionsFor('city', number)).toMatchObject({ merge: null, transfer: null });
});

test('the console learns from the rules which moves the city confirms and how a reporter is asked', async () => {
	const { approvals } = await read('beipiao', 'reference');
	expect(approvals).toEqual({ cityConfirms: ['conclude'], consent: { mostAsked: 2, answerDays: 15, revokeHours: 72 } });
});

test('a case that the city hands over after a yes says that no reporter reads along; the report itself does not', async () => {
	const { number, secret } = await portal.report({ avoidCounty: true });
	const question = {
		unit: '211322-natural-resources',
		summary: '反映一处山坡夜间有机械采挖。',
		reason: '需要现场核查。',
	};
	await send('city', number, 'consent', question);
	await send('city-approver', number, 'consent/decision', { granted: true, reason: '' });
	const headers = { 'idempotency-key': crypto.randomUUID() };
	const answer = { number, secret, answer: 'yes', files: [] };
	const { status } = await portal.call('POST', 'api/reports/track/consent', { body: answer, headers });
	expect(status).toBe(201);
	portal.setNow(new Date(Date.now() + 73 * 3_600_000).toISOString());
	await settleConsents(portal.staff);
	portal.setNow(null);
	const [given] = (await read('jianping', 'reports?view=all')).items;
	expect(given.channel).toBe('市级交办');
	expect(await read('jianping', `reports/${given.number}`)).toMatchObject({ commissioned: true, byPass: null });
	expect(await read('city', `reports/${number}`)).toMatchObject({ commissioned: false });
});
