import { z } from 'zod';
import type { Content } from '../../../content/content.ts';
import { nameOf } from '../../../content/facts/look-up.ts';
import type { MoveField } from '../../report/moves/fields.ts';
import { type MoveName, moveTable } from '../../report/moves/table.ts';
import { fixedOptions } from './move-fields.ts';

/** A field of a move as people read it. */
export interface ShownField {
	name: string;
	label: string;
	value: string;
}

/** The fields of a move with their labels, for the history and for whoever approves it. */
export function shownFields(content: Content, move: MoveName, values: Record<string, unknown>): ShownField[] {
	return moveTable[move].fields.flatMap((field) => {
		const value = values[field.name];
		return value === undefined
			? []
			: [{ name: field.name, label: field.label, value: shownValue(content, field, value) }];
	});
}

/** An officer as a move keeps one: accounts change, the history does not. */
const Named = z.object({ name: z.string() });

function shownValue(content: Content, field: MoveField, value: unknown): string {
	if (Array.isArray(value)) return value.join('、');
	if (!field.options) return String(value);
	if (field.options === 'officers') return Named.parse(value).name;
	return nameOf(fixedOptions(content, field.options), String(value));
}
