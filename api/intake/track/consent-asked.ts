import { and, asc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { countyOf, unitOf } from '../../../content/facts/look-up.ts';
import { addDays, dayOf } from '../../../content/facts/time.ts';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import { lastConsent } from '../../report/by-pass/find-consent.ts';
import { settled } from '../../report/statuses.ts';
import type { OpenReceipt } from './open-receipt.ts';

/** The question whether a county may check the report, as its reporter sees it. */
export const ConsentAsked = z
	.object({
		unit: z.string().meta({ description: '拟承办的单位' }),
		county: z.string().meta({ description: '它所在的县（市、区）' }),
		summary: z.string().meta({ description: '该单位能看到的全部内容' }),
		/** Only the clean pictures are handed over, never the original. */
		files: z
			.array(
				z.object({
					id: z.string().meta({ description: '编号，同意移交的写入 files' }),
					kind: z.string().meta({ description: 'picture、video、sound 或者 document；无法识别的为空' }),
					size: z.int().min(0).meta({ description: '字节数' }),
					preview: z.boolean().meta({ description: '有可以移交的画面' }),
					pictures: z.int().min(0).meta({ description: '移交的画面数' }),
					pages: z.int().nullable().meta({ description: '文件的页数，可以多于画面数；不分页的为 null' }),
				}),
			)
			.meta({ description: '可以选择一并移交的文件，只移交画面，不移交原件' }),
		state: z
			.enum(['asked', 'agreed', 'handed-over'])
			.meta({ description: 'asked：等待答复；agreed：已同意，handOverAt 以前可以撤回；handed-over：已交办' }),
		answerBy: z.iso.date().meta({ description: '最迟在这一天答复，逾期视为不同意' }),
		handOverAt: z.iso.datetime().nullable().meta({ description: '交办的时间；没有同意的为 null' }),
	})
	.meta({ ref: 'Consent', description: '市级征询：是否同意交由县（市、区）核查' });
export type ConsentAsked = z.infer<typeof ConsentAsked>;

/** Null where nothing is asked, or the answer was no. */
export async function consentAsked(deps: Deps, { report, unsealer }: OpenReceipt): Promise<ConsentAsked | null> {
	const consent = await lastConsent(deps.db.read, report);
	const { state } = consent ?? {};
	if (!consent || (state !== 'asked' && state !== 'agreed' && state !== 'handed-over')) return null;
	// Once the city has answered, nothing is handed over any more.
	if (state !== 'handed-over' && settled.includes(report.status)) return null;
	const unit = unitOf(deps.content, consent.unitId);
	const files = await deps.db.read
		.select()
		.from(uploads)
		.where(and(eq(uploads.reportId, report.id), isNull(uploads.messageId), isNull(uploads.taskId)))
		.orderBy(asc(uploads.attachedAt), asc(uploads.id));
	return {
		unit: unit?.name ?? consent.unitId,
		county: countyOf(deps.content, unit?.adcode)?.name ?? '',
		summary: await unsealer.open(consent.sealedSummary),
		files: files.map(({ id, kind, size, previews, pages }) => ({
			id,
			kind: kind ?? '',
			size,
			preview: previews > 0,
			pictures: previews,
			pages,
		})),
		state,
		answerBy: addDays(
			dayOf(new Date(consent.decidedAt ?? consent.proposedAt)),
			deps.content.approvals.consent.answerDays,
		),
		handOverAt: consent.handOverAt,
	};
}
