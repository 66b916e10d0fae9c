import type { MoveName } from '../../../api/report/moves/table.ts';
import type { Status } from '../../../api/report/statuses.ts';
import { aConclusion, type TestPortal } from '../portal.ts';

type Fields = Record<string, unknown>;

/** Complete fields of each move that staff can make; `other` is the report to merge into, or the officer to hand over to. */
export function fieldsOf(move: MoveName, other = ''): Fields {
	const reply = '给您的答复。';
	const fields: Record<MoveName, Fields> = {
		assign: { unit: '211382-natural-resources', reason: '地点在凌源市境内。' },
		accept: {},
		decline: { reason: 'no-clue', reply },
		object: { reason: '地点不在本市境内。' },
		transfer: { unit: '211381-ecology', reason: '属于生态环境部门职责。', reply },
		merge: { into: other, reason: '同一处山坡。' },
		investigate: { officers: '刘一\n陈二' },
		file: { documentNumber: '立〔2026〕1号', filedOn: '2026-03-01' },
		rectify: { order: '停止采矿。', rectifyBy: '2026-06-01' },
		conclude: aConclusion(),
		review: {},
		reopen: { officers: '张三\n李四', reply },
		uphold: { reply },
		'undo-conclude': { reason: '结论有误。', reply },
		'undo-merge': { reason: '不是同一处。', reply },
		restore: { reason: '理由不成立。', reply },
		supervise: { superviseBy: '2026-12-31', reason: '群众反映强烈。' },
		extend: { reason: '需要测绘。', reply },
		take: {},
		'hand-over': { handler: other, reason: '材料已移交。' },
		penalise: { documentNumber: '罚〔2026〕1号', decidedOn: '2026-03-01' },
		serve: { servedOn: '2026-03-01' },
		resume: {},
	};
	return fields[move];
}

/** The moves that lead from a fresh report of 北票市 to each state. */
const ways: Record<Status, MoveName[]> = {
	received: [],
	assigned: [],
	objected: ['object'],
	accepted: ['accept'],
	investigating: ['accept', 'investigate'],
	filed: ['accept', 'investigate', 'file'],
	rectifying: ['accept', 'investigate', 'file', 'rectify'],
	concluded: ['accept', 'investigate', 'conclude'],
	declined: ['decline'],
	merged: ['merge'],
	reviewing: ['accept', 'investigate', 'conclude', 'review'],
};

export interface Case {
	number: string;
	secret: string;
}

/** A report in the given state, brought there by real moves. */
export async function aCase(portal: TestPortal, status: Status): Promise<Case> {
	const { number, secret } = await portal.report(status === 'received' ? { location: { place: '老矿后山' } } : {});
	for (const move of ways[status]) await step(portal, { number, secret }, move);
	return { number, secret };
}

async function step(portal: TestPortal, { number, secret }: Case, move: MoveName): Promise<void> {
	if (move === 'review') {
		const body = { number, secret, reason: '对结果不认可，请再查。' };
		await expectDone(portal.call('POST', 'api/reports/track/review', { body }), move);
		return;
	}
	const into = move === 'merge' ? (await portal.report()).number : '';
	await expectDone(portal.move('beipiao', number, move, fieldsOf(move, into)), move);
}

async function expectDone(answer: ReturnType<TestPortal['call']>, move: string): Promise<void> {
	const { status, json } = await answer;
	if (status >= 300) throw new Error(`${move} was refused: ${JSON.stringify(json)}`);
}

/** The account that may make a move on a report of 北票市 in this state. */
export function whoMoves(move: MoveName, status: Status): string {
	if (move.startsWith('undo') || move === 'restore') return 'beipiao-approver';
	// Whoever had a part in the case does not review it.
	if (move === 'reopen' || move === 'uphold') return 'beipiao-handler';
	if (move === 'assign' || move === 'supervise' || status === 'received') return 'city';
	// Once accepted, the clerk of the county has the case already.
	if (move === 'take' && status !== 'assigned') return 'city';
	return 'beipiao';
}

/** Brings about what a move needs beside the state. */
export async function prepare(portal: TestPortal, move: MoveName, { number }: Pick<Case, 'number'>): Promise<void> {
	if (move === 'serve') await expectDone(portal.move('beipiao', number, 'penalise', fieldsOf('penalise')), 'penalise');
	if (move !== 'resume') return;
	const as = await portal.signIn('city');
	const body = { text: '请补充地点。', askForMore: true };
	await expectDone(portal.call('POST', `api/staff/reports/${number}/messages`, { as, body }), 'message');
}
