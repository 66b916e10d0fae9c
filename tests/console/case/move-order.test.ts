import { expect, test } from 'vitest';
import { moveTable } from '../../../api/report/moves/table.ts';
import { inOrder, leadsOn } from '../../../site/console/case/move-order.ts';

const offered = (...names: string[]) =>
	names.map((move) => ({ move, name: move, hint: '', proposes: false, fields: [] }));

test('what carries the case forward is offered before what stops it or sends it away', () => {
	const order = inOrder(offered('object', 'decline', 'take', 'investigate', 'conclude')).map(({ move }) => move);
	expect(order).toEqual(['investigate', 'conclude', 'take', 'object', 'decline']);
});

test('what takes a decision back is never what an officer is led to', () => {
	const undoing = offered('undo-conclude', 'undo-merge', 'restore');
	expect(undoing.filter((move) => leadsOn(move) || !Object.hasOwn(moveTable, move.move))).toEqual([]);
	expect(inOrder(offered('restore', 'note-it', 'uphold')).map(({ move }) => move)).toEqual([
		'uphold',
		'note-it',
		'restore',
	]);
});

test('a move that is not known here is still offered', () => {
	expect(inOrder(offered('decline', 'something-new'))).toHaveLength(2);
});

test('every move that leads on is one of the table', () => {
	const known = Object.keys(moveTable);
	const leading = offered('assign', 'accept', 'investigate', 'conclude', 'file', 'rectify', 'reopen', 'uphold');
	expect(leading.filter((move) => !leadsOn(move) || !known.includes(move.move))).toEqual([]);
});
