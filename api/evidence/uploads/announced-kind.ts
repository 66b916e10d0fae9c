import type { EvidenceKind } from '../../../content/facts/evidence-kinds.ts';
import { PortalError } from '../../http/errors.ts';
import { refusals } from './refusals.ts';

const kindOfType: Record<string, EvidenceKind> = {
	'image/jpeg': 'picture',
	'image/png': 'picture',
	'image/webp': 'picture',
	'image/heic': 'picture',
	'image/heif': 'picture',
	'video/mp4': 'video',
	'video/quicktime': 'video',
	'audio/mp4': 'sound',
	'audio/m4a': 'sound',
	'audio/x-m4a': 'sound',
	'audio/mpeg': 'sound',
	'audio/mp3': 'sound',
	'application/pdf': 'document',
};

const kindOfEnding: Record<string, EvidenceKind> = {
	jpg: 'picture',
	jpeg: 'picture',
	png: 'picture',
	webp: 'picture',
	heic: 'picture',
	heif: 'picture',
	mp4: 'video',
	mov: 'video',
	m4a: 'sound',
	mp3: 'sound',
	pdf: 'document',
};

/**
 * The kind a phone announces in `Upload-Metadata`; null where it says nothing. Only the ending of the name is looked
 * at. Refuses at once what will not be taken; what a file really is shows its content, when it is complete.
 */
export function announcedKind(header: string | undefined): EvidenceKind | null {
	const metadata = readMetadata(header ?? '');
	const type = (metadata.get('filetype') ?? '').toLowerCase().split(';')[0]?.trim() ?? '';
	const [, ending = ''] = /\.([a-z0-9]{1,8})$/i.exec(metadata.get('filename') ?? '') ?? [];
	const kind = kindOfType[type] ?? kindOfEnding[ending.toLowerCase()];
	if (kind) return kind;
	if ((type && type !== 'application/octet-stream') || ending) throw refusals.otherType();
	return null;
}

/** tus 1.0: pairs of a key and a base64 value, separated by commas. */
function readMetadata(header: string): Map<string, string> {
	const pairs = header.split(',').filter((pair) => pair.trim());
	if (header.length > 4000 || pairs.length > 20) throw malformed();
	return new Map(
		pairs.map((pair) => {
			const [key = '', value = '', ...more] = pair.trim().split(/ +/);
			if (more.length > 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw malformed();
			return [key, Buffer.from(value, 'base64').toString('utf8')] as const;
		}),
	);
}

function malformed(): PortalError {
	return new PortalError('malformed', '上传说明无法读取，请刷新页面后重新添加文件。');
}
