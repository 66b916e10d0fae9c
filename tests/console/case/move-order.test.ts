import { expect, test } from 'vitest';
import { type MoveName, moveNames, moveTable } from '../../../api/report/moves/table.ts';
import { inOrder } from '../../../site/console/case/move-order.ts';

/** Moves as the API offers them, in the order given. */
const offered = (...names: readonly MoveName[]) =>
	names.flatMap((move) => {
		const { name, hint, menu: place } = moveTable[move];
		return place ? [{ move, name, hint, proposes: false, place, caution: null, fields: [] }] : [];
	});
const order = (...names: readonly MoveName[]) => inOrder(offered(...names)).map(({ move }) => move);

test('what carries the case forward is offered before what stops it or sends it away', () => {
	const inMenu = order('object', 'decline', 'take', 'investigate', 'conclude');
	expect(inMenu).toEqual(['investigate', 'conclude', 'take', 'decline', 'object']);
});

test('the menu stands in one order, whatever order the moves come in', () => {
	const menu = [
		...['assign', 'accept', 'investigate', 'file', 'rectify', 'conclude', 'reopen', 'uphold'],
		...['take', 'hand-over', 'penalise', 'serve', 'resume'],
		...['decline', 'object', 'transfer', 'merge', 'undo-conclude', 'undo-merge', 'restore', 'supervise', 'extend'],
	];
	expect(order(...moveNames)).toEqual(menu);
	expect(order(...[...moveNames].reverse())).toEqual(menu);
});

test('only what carries the case forward is ever what an officer is led to', () => {
	for (const { place } of offered(...moveNames)) {
		expect(place.style).toBe(place.group === 'forward' ? 'primary' : 'quiet');
	}
});

test('every move has a place of its own in the menu, but the one that the reporter makes', () => {
	const places = offered(...moveNames).map(({ place }) => `${place.group} ${place.order}`);
	expect(new Set(places).size).toBe(places.length);
	expect(moveNames.filter((name) => moveTable[name].menu === null)).toEqual(['review']);
});
