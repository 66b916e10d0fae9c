import type { EvidenceKind } from '../../../content/facts/evidence-kinds.ts';
import type { EvidenceRules } from '../../../content/schema/evidence.ts';
import { PortalError, storageRetrySeconds } from '../../http/errors.ts';
import type { Reason } from '../inspect/inside/refused.ts';

const refused = (sentence: string) => new PortalError('file_refused', sentence);

/** Why a file is refused, as the inspecting process reports. */
export interface Refusal {
	reason: Reason | 'strange';
	/** Of a file that is too large. */
	kind?: EvidenceKind | undefined;
}

/** The words for it: nothing that the process wrote itself reaches anybody. */
export function refusalOf({ reason, kind = 'picture' }: Refusal, rules: EvidenceRules): PortalError {
	if (!Object.hasOwn(refusals, reason)) return refusals.strange();
	if (reason === 'tooLarge') return refusals.tooLarge(rules, Object.hasOwn(rules.kinds, kind) ? kind : 'picture');
	return reason === 'tooManyPixels' ? refusals.tooManyPixels(rules) : refusals[reason]();
}

const accepted = '只接收照片（JPEG、PNG、WebP、HEIC）、视频（MP4、MOV）、录音（M4A、MP3）和 PDF 文件。';

/** Why a file is not taken, each with what to do instead. */
export const refusals = {
	otherType: () => refused(`这种文件不能接收，${accepted}`),
	archive: () => refused('不接收压缩包，请把其中的照片、视频、录音或者 PDF 文件逐个添加。'),
	markup: () => refused(`不接收网页、SVG 和文本文件，${accepted}`),
	program: () => refused(`不接收程序文件，${accepted}`),
	empty: () => refused('文件是空的，请重新选择。'),
	truncated: () => refused('文件不完整，可能没有拍完或者没有存完，请重新选择原来的文件。'),
	damaged: () => refused('文件已经损坏，无法识别，请重新拍摄或者重新选择。'),
	appended: () => refused('文件中夹带了其他内容，为安全起见不能接收，请重新拍照或者截图后再添加。'),
	activePdf: () => refused('PDF 文件中含有脚本、附件或者可执行内容，请另存为普通 PDF，或者拍照后再添加。'),
	lockedPdf: () => refused('PDF 文件设有密码或者限制，请去掉后再添加，也可以拍照后再添加。'),
	strangePdf: () => refused('PDF 文件的写法无法检查，请用“打印”“另存为 PDF”的方式重新生成，或者拍照后再添加。'),
	strange: () => refused('文件无法检查，请重新拍照、截图，或者另存后再添加。'),
	tooManyPixels: ({ maxMegapixels }: EvidenceRules) =>
		refused(`照片超过 ${maxMegapixels * 100} 万像素，请缩小后再添加。`),
	tooLarge: ({ kinds }: EvidenceRules, kind: EvidenceKind) =>
		new PortalError('too_large', `单个${kinds[kind].name}不能超过 ${kinds[kind].maxMb} MB，请截取或者压缩后再添加。`),
	tooMuch: ({ totalMb }: EvidenceRules) =>
		new PortalError('too_large', `全部文件合计不能超过 ${totalMb} MB，请去掉一些后再添加。`),
	quotaFull: () =>
		new PortalError('unavailable', '服务器暂时存不下更多文件，请过一段时间再添加，也可以先提交文字举报。', {
			retryAfter: storageRetrySeconds,
		}),
	networkQuotaFull: () =>
		new PortalError(
			'unavailable',
			'您所在的网络已上传、尚未提交的文件太多，请先提交已填写的举报，或者过一段时间再添加，也可以先提交文字举报。',
			{ retryAfter: storageRetrySeconds },
		),
	tooManyFiles: ({ maxFiles }: EvidenceRules) => refused(`最多添加 ${maxFiles} 个文件，请去掉一些后再添加。`),
} as const;
