import { open } from 'node:fs/promises';
import type { StaffDeps } from '../deps.ts';
import { PortalError } from '../http/errors.ts';
import { traceOf } from '../log.ts';

/** Opens a sealed file chunk by chunk. Throws unavailable where it is missing or cannot be opened. */
export async function readSealed(
	{ unsealer, log }: Pick<StaffDeps, 'unsealer' | 'log'>,
	path: string,
): Promise<ReadableStream<Uint8Array>> {
	try {
		const file = await open(path);
		return await unsealer.openStream(file.readableWebStream({ autoClose: true }) as ReadableStream<Uint8Array>);
	} catch (error) {
		log.error({ event: 'attachment.unreadable', ...traceOf(error) });
		throw new PortalError('unavailable', '附件暂时不能打开，请联系系统管理员检查存储。');
	}
}
