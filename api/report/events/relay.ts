import { z } from 'zod';
import { isMoveName, moveTable } from '../moves/table.ts';
import type { OtherEvent } from './event.ts';
import { publicTextOf } from './public-text.ts';

// With the fields of the move that is told.
const Relayed = z.looseObject({
	/** Name of that move. */
	of: z.string(),
	/** Unit that has the main report, in words: it may be another than the one that merged this one into it. */
	unit: z.string().optional(),
});

/** What happened to the report that this one was merged into. */
export const relay: OtherEvent<'relay'> = {
	id: 'relay',
	name: '并案进展',
	aboutMove: true,
	by: { part: 'outsider' },
	shows: [{ name: 'unit', label: '单位' }],
	conversation: false,
	reporterReads: publicTextOf(Relayed, (fields, { unit, toStatus }) => {
		const text = isMoveName(fields.of) ? moveTable[fields.of].reporterReads : null;
		if (!text?.text) return null;
		return `合并办理的线索：${text.text(fields, { unit: fields.unit ?? unit, toStatus })}`;
	}),
};
