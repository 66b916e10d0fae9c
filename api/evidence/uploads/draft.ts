import { PortalError } from '../../http/errors.ts';

/** Printable, 16 to 200 characters, made at random by the phone. */
const Draft = /^[\x21-\x7e]{16,200}$/;

/** The token of the draft that a file belongs to. Throws malformed. */
export function readDraft(header: string | undefined): string {
	if (header !== undefined && Draft.test(header)) return header;
	throw new PortalError('malformed', 'Upload-Draft 应是 16 到 200 个可见字符，请刷新页面后重新添加文件。');
}
