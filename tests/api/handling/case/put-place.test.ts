import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, openTestPortal, type TestPortal } from '../../portal.ts';
import { conclude } from '../../publication/results/results.ts';
import { saidIn } from '../../said.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal();
});
afterAll(() => portal.remove());

const at = { lat: 41.8123, lon: 120.7731 };
const aCase = async () => (await portal.report({ location: { ...at, place: '老张家后山' } })).number;
async function put(number: string, input: object, username = 'beipiao'): Promise<Answer> {
	const as = await portal.signIn(username);
	const { json } = await portal.call('GET', `api/staff/reports/${number}`, { as });
	const body = { version: json.version ?? 1, ...input };
	return portal.call('PUT', `api/staff/reports/${number}/place`, { as, body });
}
const found = async (q: string, username = 'beipiao') => {
	const path = `api/staff/reports?view=all&q=${encodeURIComponent(q)}`;
	const { json } = await portal.call('GET', path, { as: await portal.signIn(username) });
	return json.items.map(({ number }: { number: string }) => number);
};

describe('staff who name a place', () => {
	test('find the case by their name, not by the reporter’s, and both are shown', async () => {
		const number = await aCase();
		const { status, json } = await put(number, { name: '东沟采石点' });
		expect(status).toBe(200);
		expect(json).toMatchObject({ placeName: '东沟采石点', place: '老张家后山', location: { ...at, corrected: false } });
		expect(await found('东沟采石')).toEqual([number]);
		expect(await found('沟')).toEqual([number]);
		expect(await found('老张家')).toEqual([]);
		expect(await found('东沟采石', 'lingyuan')).toEqual([]);
	});

	test('put its point right in any datum; what the reporter said stays as it was, and the reporter reads nothing of it', async () => {
		const { number, secret } = await portal.report({ location: { ...at, place: '后山' } });
		const { json } = await put(number, { coordinates: '41.8245, 120.7912', datum: 'gcj02' });
		expect(json.location).toMatchObject({ corrected: true });
		expect(json.location.lat).toBeCloseTo(41.823, 2);
		expect(json.location.lat).not.toBe(41.8245);
		expect(json.timeline.at(-1)).toMatchObject({ moveName: '补正地点', text: null });
		expect(json.timeline.at(-1).fields).toEqual([
			{ name: 'point', label: '坐标', value: expect.stringMatching(/^41\.82\d{4}, 120\.78\d{4}（WGS-84）$/) },
		]);
		expect((await saidIn(portal, number)).point).toEqual(at);
		const tracked = await portal.call('POST', 'api/reports/track', { body: { number, secret } });
		expect(JSON.stringify(tracked.json)).not.toMatch(/补正|41\.8|120\.7/);
		expect(await found('41.82')).toEqual([]);
	});

	test('are in the log, and take a part in the case', async () => {
		const number = await aCase();
		await put(number, { name: '北山口' });
		const path = `api/staff/audit?q=${number}&action=report.place-put`;
		const { json } = await portal.call('GET', path, { as: await portal.signIn('auditor') });
		expect(json.items).toMatchObject([{ actor: '北票市经办（演示）', subject: number, reason: null }]);
	});

	test.each<[string, object, string, string]>([
		['neither name nor point', {}, 'name', '请填写地点名称，或者填写坐标'],
		['a point that is none', { coordinates: '村北' }, 'coordinates', '没有找到完整的经纬度'],
		['an unknown datum', { coordinates: '41.8, 120.7', datum: 'mars' }, 'datum', '坐标系不在可选范围内'],
	])('are told of %s', async (_what, input, path, message) => {
		const { status, json } = await put(await aCase(), input);
		expect({ status, errors: json.errors }).toEqual({
			status: 422,
			errors: [{ path, message: expect.stringContaining(message) }],
		});
	});

	test('are refused where somebody was faster, or the case is settled', async () => {
		const number = await aCase();
		await portal.move('beipiao', number, 'accept');
		expect((await put(number, { version: 1, name: '东沟' })).json.code).toBe('moved_meanwhile');
		expect((await put(await conclude(portal, await aCase()), { name: '东沟' })).json.code).toBe('not_now');
	});
});
