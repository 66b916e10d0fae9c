import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forms, found } from './forms.ts';
import { consent } from './handling/by-pass/consents.ts';
import { aConclusion, aReport, openTestPortal, type TestPortal } from './portal.ts';
import { aConcluded, act, aPublished } from './publication/results/results.ts';
import { everythingOf, filesBelow } from './stored.ts';
import { failInserts } from './triggers.ts';

const reporter = { mode: 'named', name: '欧阳建国', phone: '13804217788', email: 'jianguo.ouyang@example.com' };
const words = {
	statement: '昨晚三辆蓝色大货车从老井口往外拉矿石',
	added: '今天早上又来了一辆红色铲车',
	asked: '请问铲车停在井口哪一侧',
	review: '处理以后他们换了个地方继续挖',
	rating: '办事的人很耐心',
};
const personal = { name: reporter.name, phone: reporter.phone, email: reporter.email };

let portal: TestPortal;
let number: string;
beforeAll(async () => {
	portal = await openTestPortal();
	await liveTheStory();
});
afterAll(() => portal.remove());

/** One report from receipt to publication and review, with everything a reporter can say on the way. */
async function liveTheStory(): Promise<void> {
	const danger = { category: 'tailings-danger', reporter, description: `${words.statement}。` };
	const { secret, ...receipt } = await portal.report(danger);
	number = receipt.number;
	const as = await portal.signIn('beipiao');
	// Whoever is on duty is called, and the call stands in outbox and log.
	await portal.delivery.run();
	expect((await portal.call('POST', `api/staff/reports/${number}/alarm/answer`, { as })).status).toBe(204);
	const urgent = await portal.call('POST', `api/staff/reports/${number}/urgent`, {
		as,
		body: { reason: '坝体有裂缝' },
	});
	expect(urgent.status).toBe(204);
	const asked = { text: words.asked, askForMore: true };
	await portal.call('POST', `api/staff/reports/${number}/messages`, { as, body: asked });
	const track = (path: string, body: object) =>
		portal.call('POST', `api/reports/track${path}`, { body: { number, secret, ...body } });
	expect((await track('/messages', { text: words.added })).status).toBe(201);
	await portal.move('beipiao', number, 'accept');
	await portal.move('beipiao', number, 'investigate', { officers: '刘一\n陈二' });
	expect((await portal.move('beipiao', number, 'conclude', aConclusion())).status).toBe(200);
	await consent(portal, number);
	expect((await portal.call('POST', `api/staff/reports/${number}/identity`, { as, body: {} })).status).toBe(200);
	await aPublished(portal, number);
	expect((await track('/rating', { score: 5, text: words.rating })).status).toBe(201);
	expect((await track('/review', { reason: words.review })).status).toBe(201);
	// Refusals and failures must not tell either.
	await portal.call('POST', 'api/reports', { body: { reporter, description: words.statement } });
	await portal.call('POST', 'api/reports', { text: `{"reporter": ${JSON.stringify(reporter)}` });
	await track('', {});
	const repair = await failInserts(portal.staff.db, 'reports', 'no');
	// Written so that the line looks like one of a stack trace.
	const location = { adcode: 211381, place: `井口\n    at ${reporter.name} (${reporter.phone})` };
	const failed = { ...aReport(), reporter, location, description: words.statement };
	expect((await portal.call('POST', 'api/reports', { body: failed })).status).toBe(500);
	await repair();
}

test('the search finds what is there, in every form', () => {
	for (const text of [reporter.name, reporter.phone, words.statement]) {
		for (const [form, bytes] of forms(text)) {
			expect(found(Buffer.concat([Buffer.from('xx'), bytes, Buffer.from('yy')]), text)).toContain(form);
		}
		for (const before of ['', 'a', 'ab']) {
			const encoded = Buffer.from(Buffer.from(`${before}${text}还有`).toString('base64'));
			expect(found(encoded, text)).toContain('base64');
		}
	}
});

describe('after a whole story, nothing of the reporter', () => {
	test('stands in any file: database, log, public record', async () => {
		const files = await everythingOf(portal);
		const names = files.map(({ path }) => basename(path));
		expect(names).toEqual(expect.arrayContaining(['portal.db', 'portal.log']));
		expect(names.filter((name) => name.endsWith('.yaml'))).toHaveLength(1);
		for (const { path, bytes } of files) {
			for (const [what, text] of Object.entries({ ...personal, ...words })) {
				expect({ file: basename(path), what, forms: found(bytes, text) }).toEqual({
					file: basename(path),
					what,
					forms: [],
				});
			}
		}
	});

	test('the log holds no receipt number and no address either', () => {
		const [log] = filesBelow(portal.dataDir).filter(({ path }) => path.endsWith('portal.log'));
		expect(log?.bytes.length).toBeGreaterThan(0);
		for (const text of [number, '127.0.0.1']) expect(found(log?.bytes ?? Buffer.alloc(0), text)).toEqual([]);
	});

	test('the record does not name the receipt', () => {
		const records = filesBelow(portal.dataDir).filter(({ path }) => path.includes('/record/'));
		for (const { bytes } of records) expect(found(bytes, number)).toEqual([]);
	});

	test('is told to staff, but for the words to those who handle the report', async () => {
		const secret = [...Object.values(personal)];
		const ask = async (username: string, path: string) => {
			const { json } = await portal.call('GET', `api/staff/${path}`, { as: await portal.signIn(username) });
			return Buffer.from(JSON.stringify(json));
		};
		const paths = [
			'session',
			'reference',
			'alarms',
			'outbox?view=all',
			'reports',
			`reports/${number}`,
			`reports?q=${number}`,
			'results',
			'audit',
			'accounts',
		];
		for (const username of ['beipiao', 'beipiao-approver', 'city', 'city-approver', 'lingyuan', 'auditor', 'admin']) {
			for (const path of [...paths, 'publication', 'roles']) {
				const answer = await ask(username, path);
				const handles = path === `reports/${number}` && /^(beipiao|city)/.test(username);
				for (const text of handles ? secret : [...secret, ...Object.values(words)]) {
					expect({ username, path, text, forms: found(answer, text) }).toEqual({ username, path, text, forms: [] });
				}
			}
		}
	});

	test('is sent back in a refusal', async () => {
		const { json } = await portal.call('POST', 'api/reports', { body: { reporter, description: words.statement } });
		for (const text of [...Object.values(personal), words.statement]) {
			expect(found(Buffer.from(JSON.stringify(json)), text)).toEqual([]);
		}
	});
});

test('withdrawing and approving by the city leave nothing either', async () => {
	const other = await aConcluded(portal, { reporter, description: `${words.statement}。` });
	const { id } = await aPublished(portal, other);
	await act(portal, 'beipiao-approver', id, 'withdraw', { reason: '处罚决定已撤销。' });
	await portal.delivery.run();
	for (const { path, bytes } of filesBelow(portal.dataDir)) {
		for (const text of [...Object.values(personal), words.statement]) {
			expect({ file: basename(path), forms: found(bytes, text) }).toEqual({ file: basename(path), forms: [] });
		}
	}
});
