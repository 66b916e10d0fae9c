import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { groupedCode, moveFields } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { moveNames, moveTable } from '../../report/moves/table.ts';
import { move } from './move.ts';

const inBulk = moveNames.filter((name) => moveTable[name].bulk);
const most = 50;

export const ManyMoves = z.strictObject({
	move: z.enum(inBulk, '这种办理方式不能批量进行'),
	fields: moveFields,
	reports: z
		.array(z.strictObject({ number: groupedCode().max(40), version: z.int('请刷新列表后再办理') }))
		.min(1, '请先选择线索')
		.max(most, `一次不超过 ${most} 件`),
});

export interface ManyMoved {
	results: Array<{ number: string; moved: boolean; sentence: string | null }>;
}

/** Moves several reports one after the other, each in its own transaction: one refusal does not undo the others. */
export async function moveMany(deps: Deps, officer: Officer, input: z.infer<typeof ManyMoves>): Promise<ManyMoved> {
	const results: ManyMoved['results'] = [];
	for (const { number, version } of input.reports) {
		results.push({ number, ...(await tryMove(deps, officer, number, { ...input, version })) });
	}
	return { results };
}

async function tryMove(deps: Deps, officer: Officer, number: string, asked: Parameters<typeof move>[3]) {
	try {
		await move(deps, officer, number, { move: asked.move, version: asked.version, fields: asked.fields });
		return { moved: true, sentence: null };
	} catch (error) {
		if (!(error instanceof PortalError)) throw error;
		// Nobody may do this at all, or the form itself has gaps: that is said once, not per report.
		if (error.code === 'forbidden' || error.code === 'invalid') throw error;
		return { moved: false, sentence: error.message };
	}
}
