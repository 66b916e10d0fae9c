import type { EvidenceKind } from '../../../content/facts/evidence-kinds.ts';
import { megabyte } from '../../../content/facts/file-size.ts';
import type { EvidenceRules } from '../../../content/schema/evidence.ts';

/** The limits of content/rules/evidence.yaml that the page is given. */
export type Limits = Pick<EvidenceRules, 'maxFiles' | 'totalMb' | 'kinds'>;

const endings: Record<EvidenceKind, RegExp> = {
	picture: /\.(jpe?g|png|webp|heic|heif)$/i,
	video: /\.(mp4|mov)$/i,
	sound: /\.(m4a|mp3)$/i,
	document: /\.pdf$/i,
};
const types: Record<EvidenceKind, RegExp> = {
	picture: /^image\/(jpeg|png|webp|hei[cf])$/,
	video: /^video\/(mp4|quicktime)$/,
	sound: /^audio\/(mp4|m4a|x-m4a|mpeg|mp3)$/,
	document: /^application\/pdf$/,
};

/** Why a file cannot be added to those of `others` bytes, or an empty text. The server checks all of it again. */
export function refuseFile(file: Pick<File, 'name' | 'type' | 'size'>, others: number[], limits: Limits): string {
	const kind = kindOf(file);
	if (!kind) return '只接收照片（JPEG、PNG、WebP、HEIC）、视频（MP4、MOV）、录音（M4A、MP3）和 PDF 文件。';
	if (file.size === 0) return '文件是空的，请重新选择。';
	const { name, maxMb } = limits.kinds[kind];
	if (file.size > maxMb * megabyte) return `超过了单个${name} ${maxMb} MB 的上限。`;
	if (others.length >= limits.maxFiles) return `最多添加 ${limits.maxFiles} 个文件。`;
	const total = others.reduce((sum, size) => sum + size, file.size);
	return total > limits.totalMb * megabyte ? `全部文件合计不能超过 ${limits.totalMb} MB。` : '';
}

/** By the type the phone states, else by the ending of the name. */
export function kindOf({ name, type }: Pick<File, 'name' | 'type'>): EvidenceKind | undefined {
	const kinds = Object.keys(types) as EvidenceKind[];
	return kinds.find((kind) => types[kind].test(type)) ?? kinds.find((kind) => endings[kind].test(name));
}
