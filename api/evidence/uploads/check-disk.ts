import { megabyte } from '../../../content/facts/file-size.ts';
import type { Deps } from '../../deps.ts';
import { refusals } from './refusals.ts';

/** A file needs its size twice while it is being sealed. */
const copies = 2;

/** Files must not fill the disk that reports are written to. Throws unavailable where `size` more bytes would. */
export async function checkDisk({ files, content }: Pick<Deps, 'files' | 'content'>, size: number): Promise<void> {
	const room = await files.room();
	if (room - copies * size < content.evidence.reserveMb * megabyte) throw refusals.quotaFull();
}
