import type { Deps } from '../../deps.ts';
import { picturesOf } from '../../evidence/list-attachments.ts';
import { readSealed } from '../../evidence/read-sealed.ts';
import { PortalError } from '../../http/errors.ts';
import { reference } from '../../http/text.ts';
import { Receipt } from '../receive/report-input.ts';
import type { OpenReceipt } from './open-receipt.ts';

/** Body of POST /api/reports/track/pictures. */
export const PictureRequest = Receipt.extend({ id: reference(80).meta({ description: '照片的编号' }) }).meta({
	ref: 'PictureRequest',
	description: '要查看的照片',
	examples: [{ number: '123456789012', secret: '1234567890123456', id: '00000000-0000-7000-8000-000000000000' }],
});

/** A picture that staff sent with a message, opened with the report's own key. Throws not_found or unavailable. */
export async function openPicture(
	deps: Deps,
	{ report, unsealer }: OpenReceipt,
	id: string,
): Promise<ReadableStream<Uint8Array>> {
	const sent = [...(await picturesOf(deps.db.read, report)).values()].flat();
	if (!sent.includes(id)) throw new PortalError('not_found', '没有找到这张照片，请刷新后再试。');
	return readSealed({ ...deps, unsealer }, deps.files.forReporter(id));
}
