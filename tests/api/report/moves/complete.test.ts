import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { OtherEvent } from '../../../../api/report/events/event.ts';
import { noPublicText, publicText, publicTextOf } from '../../../../api/report/events/public-text.ts';
import type { EventName } from '../../../../api/report/events/table.ts';
import { pastDay, text } from '../../../../api/report/moves/fields.ts';
import { defineMove } from '../../../../api/report/moves/move.ts';
import type { NewEvent } from '../../../../api/report/new-event.ts';

// What stands below a line with ts-expect-error must not compile: the check of the types fails once it does.
const sealed = pastDay('查封日期');
const complete = {
	id: 'seal-off',
	name: '查封现场',
	hint: '依法查封现场。',
	from: ['filed'],
	to: null,
	by: { part: 'handler', permission: 'reports.move', where: 'reach', secondOfficer: 'never' },
	fields: { sealed, place: text('查封地点') },
	refused: null,
	besideProposal: false,
	byPassCaution: null,
	changes: null,
	relayed: null,
	answer: null,
	menu: { group: 'parallel', order: 9, style: 'quiet' },
	bulk: false,
} as const;
const words = publicTextOf(z.object({ sealed }), (fields) => `现场已于${fields.sealed}查封。`);

describe('a move', () => {
	test('that is complete compiles, and says its words', () => {
		const move = defineMove({ ...complete, reporterReads: words });
		expect(move.reporterReads.text?.({ sealed: '2026-03-01' }, { unit: '', toStatus: 'filed' })).toBe(
			'现场已于2026-03-01查封。',
		);
		expect(move.fields.map(({ name, label, past }) => ({ name, label, past }))).toEqual([
			{ name: 'sealed', label: '查封日期', past: true },
			{ name: 'place', label: '查封地点', past: undefined },
		]);
	});

	test('without words for the reporter does not compile', () => {
		// @ts-expect-error: nothing says what the reporter reads.
		expect(defineMove(complete)).not.toHaveProperty('reporterReads');
	});

	test('of which the reporter reads nothing compiles only with the reason', () => {
		const silent = defineMove({ ...complete, reporterReads: noPublicText('It warns whoever is reported.') });
		expect(silent.reporterReads).toMatchObject({ text: null, because: 'It warns whoever is reported.' });
		// @ts-expect-error: no reason is given.
		expect(noPublicText().because).toBeUndefined();
		// @ts-expect-error: null alone gives none either.
		expect(defineMove({ ...complete, reporterReads: null }).reporterReads).toBeNull();
		// @ts-expect-error: words that may be null hide it.
		defineMove({ ...complete, reporterReads: publicTextOf(z.object({}), () => null) });
	});

	test('without a place in the menu, without saying who may make it, or when it is refused, does not compile', () => {
		const { menu: _menu, ...unplaced } = complete;
		const { by: _by, ...anybodys } = complete;
		const { refused: _refused, ...always } = complete;
		// @ts-expect-error: the console would not know where to offer it.
		expect(defineMove({ ...unplaced, reporterReads: words }).menu).toBeUndefined();
		// @ts-expect-error: nobody would be asked for a permission.
		expect(defineMove({ ...anybodys, reporterReads: words }).by).toBeUndefined();
		// @ts-expect-error: not even that nothing stands against it is said.
		expect(defineMove({ ...always, reporterReads: words }).refused).toBeUndefined();
	});

	test('that goes back says to which state, or does not compile', () => {
		// @ts-expect-error: no state before.
		defineMove({ ...complete, reporterReads: words, to: 'before' });
	});

	test('changes columns of the report by what was written, in the types of its fields', () => {
		const move = defineMove({
			...complete,
			reporterReads: words,
			changes: ({ fields }) => {
				expectTypeOf(fields).toEqualTypeOf<{ sealed: string; place: string }>();
				return { decidedOn: fields.sealed };
			},
		});
		expect(move.changes).toBeTypeOf('function');
		defineMove({
			...complete,
			reporterReads: words,
			// @ts-expect-error: that column counts.
			changes: ({ fields }) => {
				return { transfers: fields.sealed };
			},
		});
	});
});

describe('an event that is no move', () => {
	test('without words for the reporter does not compile', () => {
		const named = { id: 'visit', name: '来访', aboutMove: false, shows: [], conversation: false } as const;
		const by = { part: 'outsider' } as const;
		const complete: OtherEvent<'visit'> = { ...named, by, reporterReads: publicText(() => '已接待来访。') };
		expect(complete.reporterReads.text).toBeTypeOf('function');
		// @ts-expect-error: nothing says what the reporter reads.
		const unsaid: OtherEvent<'visit'> = { ...named, by };
		expect(unsaid).not.toHaveProperty('reporterReads');
	});

	test('of another name than those of the table is not recorded', () => {
		expectTypeOf<NewEvent['move']>().toEqualTypeOf<EventName>();
		expectTypeOf<'conclude'>().toExtend<EventName>();
		expectTypeOf<'alarm-answer'>().toExtend<EventName>();
		expectTypeOf<'vanish'>().not.toExtend<EventName>();
		expectTypeOf<string>().not.toExtend<EventName>();
	});
});
