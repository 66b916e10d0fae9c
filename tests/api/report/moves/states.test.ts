import { expect, test } from 'vitest';
import { moveNames, moveTable } from '../../../../api/report/moves/table.ts';
import { type Status, statusNames } from '../../../../api/report/statuses.ts';
import { ApprovalRules } from '../../../../content/schema/rules.ts';

type End = Status | 'before';

/** The states of a report as they were decided, with where each leads; `before`: back to a state that it had. */
const decided: Record<Status, { shown: string; leavesTo: End[] }> = {
	received: { shown: '已接收', leavesTo: ['assigned', 'declined'] },
	assigned: { shown: '待受理', leavesTo: ['accepted', 'declined', 'objected', 'merged'] },
	objected: { shown: '退回异议', leavesTo: ['assigned'] },
	accepted: { shown: '已受理', leavesTo: ['investigating', 'declined', 'merged'] },
	investigating: { shown: '核查中', leavesTo: ['filed', 'concluded', 'objected'] },
	filed: { shown: '已立案', leavesTo: ['rectifying', 'concluded'] },
	rectifying: { shown: '整改中', leavesTo: ['concluded'] },
	concluded: { shown: '已办结', leavesTo: ['reviewing', 'before'] },
	declined: { shown: '不予受理', leavesTo: ['reviewing', 'before'] },
	merged: { shown: '已并案', leavesTo: ['reviewing', 'before'] },
	reviewing: { shown: '复查中', leavesTo: ['investigating', 'before'] },
};

/** 转办: until it is looked into, another department of the same county may have it, and accepts it anew. */
const passedOnFrom: Status[] = ['assigned', 'accepted', 'investigating'];

const statuses = Object.keys(decided) as Status[];
const leading = moveNames.map((name) => moveTable[name]).filter(({ to }) => to !== null);

test.each(statuses)('%s is shown and left as decided', (status) => {
	const { shown, leavesTo } = decided[status];
	expect(statusNames[status]).toBe(shown);
	const ends = leading.filter(({ id, from }) => id !== 'transfer' && from.includes(status)).map(({ to }) => to);
	expect(new Set(ends)).toEqual(new Set(leavesTo));
});

test('there is no state but those decided', () => {
	expect(Object.keys(statusNames).sort()).toEqual([...statuses].sort());
});

test('one department passes it on to another, where nothing was decided of it yet', () => {
	expect(moveTable.transfer).toMatchObject({ from: passedOnFrom, to: 'assigned' });
});

test('every other move leaves the state, and something beside it changes', () => {
	const beside = moveNames.filter((name) => moveTable[name].to === null);
	expect(beside).toEqual(['supervise', 'extend', 'take', 'hand-over', 'penalise', 'serve', 'resume']);
});

test('the moves that the rules may ask a second officer for are those that content/rules can name', () => {
	const byRules = moveNames.filter((name) => {
		const { by } = moveTable[name];
		return by.part !== 'reporter' && by.secondOfficer === 'by-rules';
	});
	expect(byRules).toEqual(ApprovalRules.shape.moves.element.options);
});
