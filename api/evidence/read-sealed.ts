import type { StaffDeps } from '../deps.ts';
import { StorageAway } from '../files/storage.ts';
import { PortalError } from '../http/errors.ts';
import { traceOf } from '../log.ts';

/** Opens a sealed file, by its name, chunk by chunk. Throws unavailable where it is missing or cannot be opened. */
export async function readSealed(
	{ unsealer, files, log }: Pick<StaffDeps, 'unsealer' | 'files' | 'log'>,
	name: string,
): Promise<ReadableStream<Uint8Array>> {
	try {
		return await unsealer.openStream(await files.storage.get(name));
	} catch (error) {
		log.error({ event: 'attachment.unreadable', ...traceOf(error) });
		if (error instanceof StorageAway) throw error;
		throw new PortalError('unavailable', '附件暂时不能打开，请联系系统管理员检查存储。');
	}
}
