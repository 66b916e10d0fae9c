import { readFileSync } from 'node:fs';
import { attachmentFile } from '../../content/checks/attachments.ts';
import { contentFolders } from '../build/content.ts';

/** Address of an attachment from the portal's root. */
export const attachmentPath = (file: string): string => `notices/files/${file}`;

/** An attachment whole; the check of the content has seen that it is there. */
export function readAttachment(file: string): Buffer {
	const path = attachmentFile(
		contentFolders().filter((folder) => folder !== undefined),
		file,
	);
	if (path === undefined) throw new Error(`attachment ${file} is missing`);
	return readFileSync(path);
}
