import type { Deps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import { picturesOf } from '../handling/attachments/list-attachments.ts';
import { readSealed } from '../handling/attachments/read-sealed.ts';
import { reference } from '../text.ts';
import type { OpenReceipt } from './open-receipt.ts';
import { Receipt } from './report-input.ts';

/** Body of POST /api/reports/track/pictures. */
export const PictureRequest = Receipt.extend({ id: reference(80) });

/** A picture that staff sent with a message, opened with the report's own key. Throws not_found or unavailable. */
export async function openPicture(
	deps: Deps,
	{ report, unsealer }: OpenReceipt,
	id: string,
): Promise<ReadableStream<Uint8Array>> {
	const sent = [...(await picturesOf(deps.db.read, report)).values()].flat();
	if (!sent.includes(id)) throw new PortalError('not_found', '没有找到这张照片，请刷新后再试。');
	return readSealed({ unsealer, log: deps.log }, deps.files.forReporter(id));
}
