import { z } from 'zod';
import { townName } from '../../../content/facts/look-up.ts';
import { dayOf } from '../../../content/facts/time.ts';
import { tasks } from '../../../db/schema/tasks.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import { multilineText, reference, singleLineText } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import { recordEvent } from '../../report/record-event.ts';
import { settled } from '../../report/statuses.ts';
import { gridWorkersOf } from './grid-workers.ts';

export const NewTask = z.strictObject({
	worker: reference(80, '请选择网格员').min(1, '请选择网格员'),
	place: singleLineText({ name: '地点', missing: '请填写地点', least: 2, most: 200 }),
	request: multilineText({
		name: '核查内容',
		missing: '请写明核查内容',
		short: '请写明核查内容，至少 4 个字',
		least: 4,
		most: 1000,
	}),
	dueOn: z.iso.date('请选择完成时限'),
	/** The report's coordinates go along. */
	withPosition: z.boolean().default(false),
});

/**
 * Asks a grid worker to check a place. The worker sees what the officer writes here and nothing else of the report.
 * Throws not_now where the report is settled or has no county.
 */
export async function createTask(
	deps: Deps,
	officer: Officer,
	number: string,
	asked: z.infer<typeof NewTask>,
): Promise<string> {
	const { worker: workerId, place, request, dueOn, withPosition } = asked;
	if (dueOn < dayOf(deps.now())) throw invalid({ path: 'dueOn', message: '完成时限不能早于今天' });
	return deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		if (settled.includes(report.status)) {
			throw new PortalError('not_now', '线索已经办结，不能再交办现场核查。');
		}
		if (report.adcode === null) throw new PortalError('not_now', '线索确定县区后，才能交办现场核查。');
		const worker = (await gridWorkersOf(tx, report)).find(({ id }) => id === workerId);
		if (!worker?.town) throw invalid({ path: 'worker', message: '网格员不在可选范围内，请重新选择' });
		const id = deps.newId();
		await tx.insert(tasks).values({
			id,
			reportId: report.id,
			adcode: report.adcode,
			town: worker.town,
			workerId,
			workerName: worker.name,
			givenByName: officer.name,
			givenAt: deps.now().toISOString(),
			place,
			request,
			dueOn,
			pointGiven: withPosition && report.cell !== null,
			state: 'open',
		});
		const fields = { worker: `${townName(deps.content, worker.town)} ${worker.name}`, place, dueOn };
		await recordEvent(tx, deps, report, { move: 'task', actor: officer, fields, note: request });
		await writeAudit(tx, deps, { actor: officer, action: 'task.given', subject: number, reason: worker.name });
		return id;
	});
}
