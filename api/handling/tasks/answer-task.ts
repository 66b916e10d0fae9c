import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { tasks } from '../../../db/schema/tasks.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { attachUploads, checkUploads } from '../../evidence/attach-uploads.ts';
import { multilineText, reference } from '../../http/text.ts';
import { enqueue } from '../../outbox/outbox.ts';
import type { Officer } from '../../permission/officer.ts';
import { recordEvent } from '../../report/record-event.ts';
import { sealFields } from '../../report/sealed-fields.ts';
import { findOwnTask, refuseClosed } from './find-task.ts';
import { Position } from './position.ts';

export const Finding = z.strictObject({
	text: multilineText({ name: '现场情况', missing: '请写明现场情况', least: 2, most: 2000 }),
	position: Position.optional(),
	uploads: z.array(reference(80)).max(9, '最多附 9 个文件').default([]),
});

/** What a grid worker found: it closes the task and stands in the history of the report, the files among its evidence. */
export async function answerTask(
	deps: Deps,
	worker: Officer,
	id: string,
	{ text, position, uploads: ids, draft }: z.infer<typeof Finding> & { draft: string | undefined },
): Promise<void> {
	const sent = { ids, draft };
	const sealedPosition = position ? await deps.sealer.seal(JSON.stringify(position)) : null;
	const sealedFields = position ? await sealFields(deps.sealer, { position: positionWords(position) }) : null;
	await checkUploads(deps, deps.db.read, sent);
	await deps.db.write(async (tx) => {
		const { task, report } = await findOwnTask(tx, worker, id);
		refuseClosed(task, report);
		await attachUploads(tx, deps, sent, { reportId: report.id, taskId: id });
		await tx
			.update(tasks)
			.set({
				state: 'done',
				closedAt: deps.now().toISOString(),
				finding: text,
				sealedPosition,
			})
			.where(and(eq(tasks.id, id), eq(tasks.state, 'open')));
		const fields = {
			place: task.place,
			...(ids.length > 0 && { files: `${ids.length} 个` }),
		};
		await recordEvent(tx, deps, report, { move: 'task-answer', actor: worker, fields, sealedFields, note: text });
		await writeAudit(tx, deps, { actor: worker, action: 'task.answered', subject: report.number });
		await enqueue(tx, deps, { kind: 'unit.notify', unitId: report.unitId, number: report.number });
	});
}

function positionWords({ lat, lon, withinM }: z.infer<typeof Position>): string {
	return `${lat.toFixed(6)}, ${lon.toFixed(6)}（WGS-84，误差约 ${withinM} 米）`;
}
