import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../../../api/accounts/create-account.ts';
import { needsApproval } from '../../../../api/handling/proposals/propose.ts';
import { thePortal } from '../../../../api/permission/actor.ts';
import { type MoveName, moveNames, moveTable } from '../../../../api/report/moves/table.ts';
import { type Status, statusNames } from '../../../../api/report/statuses.ts';
import { events, reports } from '../../../../db/schema/reports.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { aCase, fieldsOf, prepare, whoMoves } from '../cases.ts';

let portal: TestPortal;
/** A colleague of 北票市 to hand over to. */
let second: string;
beforeAll(async () => {
	portal = await openTestPortal();
	const account = { username: 'second-officer', name: '第二承办（演示）', role: 'handler', adcode: 211381 } as const;
	second = await createAccount(portal.staff, portal.auth, thePortal, {
		...account,
		password: 'first-2026-pw',
		demo: true,
	});
});
afterAll(() => portal.remove());

const statuses = Object.keys(statusNames) as Status[];
const staffMoves = moveNames.filter((name) => moveTable[name].by.part !== 'reporter');

const inTable = staffMoves.flatMap((move) => moveTable[move].from.map((status) => [move, status] as const));
async function rowOf(number: string) {
	const [row] = await portal.staff.db.read.select().from(reports).where(eq(reports.number, number));
	if (!row) throw new Error('no such report');
	return row;
}

const eventsOf = (reportId: string) =>
	portal.staff.db.read.select().from(events).where(eq(events.reportId, reportId)).orderBy(asc(events.seq));
const lastEvent = async (reportId: string) => (await eventsOf(reportId)).at(-1);

/** Where a move leads that goes back to the state before, for the cases of this file. */
const before: Partial<Record<MoveName, Status>> = {
	uphold: 'concluded',
	'undo-conclude': 'investigating',
	'undo-merge': 'assigned',
	restore: 'assigned',
};

function endOf(move: MoveName, from: Status): Status {
	const { to } = moveTable[move];
	return to === 'before' ? (before[move] ?? from) : (to ?? from);
}

describe('the table of moves', () => {
	test('has every state as a beginning or an end, and only the reporter asks for a review', () => {
		const reached = moveNames.map((name) => moveTable[name].to);
		for (const status of statuses) expect([...reached, 'received']).toContain(status);
		expect(moveNames.filter((name) => moveTable[name].by.part === 'reporter')).toEqual(['review']);
	});

	test.each(inTable)('%s from %s needs its fields, and makes one event', async (move, status) => {
		const { number } = await aCase(portal, status);
		const who = whoMoves(move, status);
		await prepare(portal, move, { number });
		const before = await rowOf(number);
		const fields = fieldsOf(move, move === 'merge' ? (await portal.report()).number : second);

		for (const { name } of moveTable[move].fields.filter(({ required }) => required)) {
			const refused = await portal.move(who, number, move, { ...fields, [name]: '  ' });
			expect(refused.status).toBe(422);
			expect(refused.json.errors).toMatchObject([{ path: name }]);
			expect(refused.json.errors[0].message).toMatch(/^请填写/);
		}
		expect(await rowOf(number)).toEqual(before);

		expect((await portal.move(who, number, move, fields)).status).toBe(200);
		const after = await rowOf(number);
		expect(after.status).toBe(endOf(move, status));
		const made = (await eventsOf(after.id)).filter(({ seq }) => seq > before.version);
		const asked = needsApproval(portal.staff.content, move) ? ['propose', 'approve-proposal'] : [];
		expect(made.filter((event) => !asked.includes(event.move)).map((event) => event.move)).toEqual([move]);
		const event = made.at(-1);
		expect(event).toMatchObject({ move, seq: after.version, fromStatus: status, toStatus: after.status });
		expect(event?.actorName).toContain('（演示）');
	});

	test.each(statuses)('every other move is refused from %s, and nothing changes', async (status) => {
		const { number } = await aCase(portal, status);
		const before = await rowOf(number);
		const into = (await portal.report()).number;
		for (const move of staffMoves.filter((name) => !moveTable[name].from.includes(status))) {
			// The city sees everything, whatever became of the report.
			const { status: code, json } = await portal.move('city', number, move, fieldsOf(move, into));
			expect({ move, code, problem: json.code }).toEqual({ move, code: 409, problem: 'not_now' });
			expect(json.detail).toContain(`“${statusNames[status]}”`);
		}
		expect(await rowOf(number)).toEqual(before);
	});

	test.each(statuses)('the console is offered in %s exactly what the table allows', async (status) => {
		const { number } = await aCase(portal, status);
		const offeredTo = async (username: string): Promise<MoveName[]> => {
			const as = await portal.signIn(username);
			const { json } = await portal.call('GET', `api/staff/reports/${number}`, { as });
			const offered: Array<{ move: MoveName; place: unknown }> = json.moves ?? [];
			for (const { move, place } of offered) expect({ move, place }).toEqual({ move, place: moveTable[move].menu });
			return offered.map(({ move }) => move);
		};
		// The city confirmed the conclusion: somebody else reviews it.
		const found = new Set([...(await offeredTo('city')), ...(await offeredTo('beipiao-handler'))]);
		const offered = staffMoves.filter((move) => found.has(move));
		const notYet: MoveName[] = ['serve', 'resume'];
		const allowed = staffMoves.filter((move) => moveTable[move].from.includes(status) && !notYet.includes(move));
		expect(offered).toEqual(allowed);
	});

	test('nobody of the staff asks for a review, and unknown moves are refused', async () => {
		const { number } = await aCase(portal, 'concluded');
		expect((await portal.move('beipiao', number, 'review')).status).toBe(403);
		expect((await portal.move('beipiao', number, 'vanish')).json.code).toBe('not_now');
		expect((await portal.move('beipiao', number, 'toString')).json.code).toBe('not_now');
	});
});

describe('fields', () => {
	const cases: Array<[MoveName, Status, string, unknown, string]> = [
		['assign', 'received', 'unit', '211381-magic', '承办单位不在可选范围内'],
		['decline', 'assigned', 'reason', 'because', '理由不在可选范围内'],
		['conclude', 'investigating', 'outcome', 'perhaps', '结论不在可选范围内'],
		['conclude', 'investigating', 'violation', '长'.repeat(4001), '不超过 4000 个字'],
		['conclude', 'investigating', 'legalBasis', { law: 'x' }, '格式不对'],
		['file', 'investigating', 'filedOn', '2026-02-30', '日期应写成'],
		['rectify', 'filed', 'rectifyBy', '月底', '日期应写成'],
		['investigate', 'accepted', 'officers', '刘一', '核查人员至少两人'],
		['investigate', 'accepted', 'officers', '刘一\n刘一', '核查人员至少两人'],
		['merge', 'assigned', 'into', '100000000000', '没有找到这件线索'],
	];
	test.each(cases)('%s in %s: %s = %j is refused', async (move, status, name, value, words) => {
		const { number } = await aCase(portal, status);
		const fields = { ...fieldsOf(move), ...(move === 'merge' && { reason: '同一处。' }), [name]: value };
		const { status: code, json } = await portal.move(whoMoves(move, status), number, move, fields);
		expect(code).toBe(422);
		expect(json.errors).toMatchObject([{ path: name }]);
		expect(json.errors[0].message).toContain(words);
	});

	test.each(['刘一\n陈二', '刘一，陈二', '刘一、陈二', '刘一；陈二', '刘一, 陈二', ['刘一', '陈二']])(
		'two officers may be written as %j',
		async (officers) => {
			const { number } = await aCase(portal, 'accepted');
			expect((await portal.move('beipiao', number, 'investigate', { officers })).status).toBe(200);
			const event = await lastEvent((await rowOf(number)).id);
			expect(event?.fields).toEqual({ officers: ['刘一', '陈二'] });
		},
	);

	test('a report is not merged into itself, another county, or a settled one', async () => {
		const { number } = await aCase(portal, 'assigned');
		const elsewhere = await portal.report({ location: { adcode: 211382, place: '山上' } });
		const settled = await aCase(portal, 'concluded');
		for (const into of [number, elsewhere.number, settled.number]) {
			const { status, json } = await portal.move('beipiao', number, 'merge', { into, reason: '同一处。' });
			expect({ status, path: json.errors[0].path }).toEqual({ status: 422, path: 'into' });
		}
	});

	test('what is written to the reporter stands nowhere in clear', async () => {
		const { number, secret } = await aCase(portal, 'assigned');
		const reply = '经研究不予受理，理由是没有写明地点。';
		await portal.move('beipiao', number, 'decline', { reason: 'no-clue', reply });
		const row = await rowOf(number);
		expect(JSON.stringify([row, await lastEvent(row.id)])).not.toContain('没有写明地点');
		const { json } = await portal.call('POST', 'api/reports/track', { body: { number, secret } });
		expect(json.timeline.at(-1).text).toContain(reply);
	});

	test('every field of the table has a label in Chinese', () => {
		for (const field of staffMoves.flatMap((name) => moveTable[name].fields)) {
			expect(field.label).toMatch(/\p{Script=Han}/u);
		}
	});
});
