import type { StaffDeps } from '../../deps.ts';
import { checkUploads, type SentUploads } from '../../evidence/attach-uploads.ts';
import { readSealed } from '../../evidence/read-sealed.ts';
import { sealFile } from '../../evidence/seal-file.ts';
import { invalid } from '../../http/errors.ts';

/**
 * Seals the clean previews of an officer's pictures to the report's own key, so that the reporter can open them with the
 * secret. Nothing but the preview goes out: the original may tell where and by whom it was taken.
 */
export async function sealForReporter(deps: StaffDeps, sent: SentUploads, recipient: string): Promise<void> {
	const files = await checkUploads(deps, deps.db.read, sent);
	if (files.some(({ kind, previews }) => kind !== 'picture' || previews === 0)) {
		throw invalid({ path: 'uploads', message: '给举报人只能发能够显示的照片，请去掉其他文件' });
	}
	for (const { id } of files) {
		const preview = await readSealed(deps, deps.files.preview(id));
		await sealFile(deps, preview, deps.files.forReporter(id), recipient);
	}
}
