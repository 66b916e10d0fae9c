import { and, inArray, isNull } from 'drizzle-orm';
import type { Reader, Transaction } from '../../db/database.ts';
import { uploads } from '../../db/schema/evidence.ts';
import type { Deps } from '../deps.ts';
import { invalid, type PortalError } from '../http/errors.ts';
import type { Upload } from './find-upload.ts';

/** What is sent with a report, a message or a finding. */
export interface SentUploads {
	ids: string[];
	/** Token of the draft that made them; without it none of them can be named. */
	draft: string | undefined;
}

/** What the files belong to: a report, and maybe the task of a grid worker or the message of an officer. */
export interface AttachTo {
	reportId: string;
	taskId?: string;
	messageId?: string;
}

/** The files named, in no order. Refuses those that are unknown, another draft's, unfinished or sent before. */
export async function checkUploads(
	deps: Pick<Deps, 'keys'>,
	from: Reader,
	{ ids, draft }: SentUploads,
): Promise<Upload[]> {
	if (ids.length === 0) return [];
	if (draft === undefined || new Set(ids).size !== ids.length) throw notFound();
	const found = await from
		.select()
		.from(uploads)
		.where(
			and(
				inArray(uploads.id, ids),
				inArray(uploads.draftHash, deps.keys.all('draft', draft)),
				isNull(uploads.reportId),
			),
		);
	if (found.length !== ids.length) throw notFound();
	if (found.some(({ state }) => state !== 'sealed')) {
		throw invalid({ path: 'uploads', message: '有文件还没有传完，请等传完后再提交，或者去掉没有传完的文件' });
	}
	return found;
}

/** Ties the files to a report for good, in its own transaction; answers those it has tied. */
export async function attachUploads(
	tx: Transaction,
	deps: Pick<Deps, 'keys' | 'now'>,
	sent: SentUploads,
	to: AttachTo,
): Promise<Upload[]> {
	if (sent.ids.length === 0) return [];
	await checkUploads(deps, tx, sent);
	const attachedAt = deps.now().toISOString();
	return tx
		.update(uploads)
		.set({ ...to, attachedAt })
		.where(inArray(uploads.id, sent.ids))
		.returning();
}

function notFound(): PortalError {
	return invalid({ path: 'uploads', message: '没有找到这些附件，可能已经过期删除，请去掉后重新添加' });
}
