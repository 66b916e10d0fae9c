import { content } from '../../../build/content.ts';
import { readAttachment } from '../../../notices/attachments.ts';

export function getStaticPaths() {
	const names = content().notices.flatMap(({ attachments }) => attachments.map(({ file }) => file));
	return [...new Set(names)].map((file) => ({ params: { file } }));
}

export const GET = ({ params: { file } }: { params: { file: string } }) =>
	new Response(new Uint8Array(readAttachment(file)), { headers: { 'content-type': 'application/octet-stream' } });
