import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../content.ts';
import { ContentError } from '../content-error.ts';

/** Where an attachment of a notice lies: the last folder that has it, or undefined. */
export function attachmentFile(folders: string[], file: string): string | undefined {
	return folders.map((folder) => join(folder, 'notices', 'files', file)).findLast((path) => existsSync(path));
}

/** A notice must not promise a file that is not there. Throws ContentError. */
export function checkAttachments(folders: string[], notices: Content['notices']): void {
	for (const { id, attachments } of notices) {
		for (const { file } of attachments) {
			if (attachmentFile(folders, file) !== undefined) continue;
			throw new ContentError(`notices/${id}.md`, 'attachments', `notices/files 中没有附件“${file}”`);
		}
	}
}
