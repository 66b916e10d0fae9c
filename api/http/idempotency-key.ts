import { PortalError } from './errors.ts';

/** Printable, 16 to 200 characters: enough for a UUID, too little to hide a document. */
const IdempotencyKey = /^[\x21-\x7e]{16,200}$/;

/** The header as sent, or undefined without one. Throws malformed. */
export function readIdempotencyKey(header: string | undefined): string | undefined {
	if (header === undefined || IdempotencyKey.test(header)) return header;
	throw new PortalError('malformed', 'Idempotency-Key 应是 16 到 200 个可见字符，请刷新页面后重试。');
}
