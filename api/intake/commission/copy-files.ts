import { inArray } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { uploads } from '../../../db/schema/evidence.ts';
import type { StaffDeps } from '../../deps.ts';
import type { Upload } from '../../evidence/find-upload.ts';
import { keepDigest } from '../../evidence/keep-digest.ts';
import { readSealed } from '../../evidence/read-sealed.ts';
import { beginDigest } from '../../keys/digest.ts';

/** Copies of sealed files, ready to be attached to another case. */
export interface CopiedFiles {
	attach(tx: Transaction, reportId: string): Promise<void>;
}

/**
 * Copies files for a case of its own. Where clean pictures exist they stand for the original: what a phone or a program
 * writes into a file may tell who made it. Rows come before files, so that no sweep takes them for orphans; what is
 * never attached is swept after a day.
 */
export async function copyFiles(deps: StaffDeps, ids: string[]): Promise<CopiedFiles> {
	const { db, files, newId, now } = deps;
	const found = ids.length > 0 ? await db.read.select().from(uploads).where(inArray(uploads.id, ids)) : [];
	const copies = await Promise.all(
		found.flatMap(withoutOrigin).map(async ({ file, page }) => {
			const from = page === null ? files.original(file.id) : files.preview(file.id, page);
			const picture =
				page === null
					? {}
					: { kind: 'picture', format: 'jpeg', previews: 1, pages: null, ...(await measure(deps, from)) };
			const loose = { reportId: null, taskId: null, messageId: null, attachedAt: null };
			return { from, page, row: { ...file, ...picture, ...loose, id: newId(), createdAt: now().toISOString() } };
		}),
	);
	if (copies.length > 0) await db.write(async (tx) => tx.insert(uploads).values(copies.map(({ row }) => row)));
	for (const { from, page, row } of copies) {
		await files.storage.copy(from, files.original(row.id));
		if (page !== null) await files.storage.copy(from, files.preview(row.id));
	}
	return {
		async attach(tx, reportId) {
			const made = copies.map(({ row }) => row.id);
			if (made.length === 0) return;
			await tx.update(uploads).set({ reportId, attachedAt: now().toISOString() }).where(inArray(uploads.id, made));
		},
	};
}

/** The clean pictures of a file, each a file of its own; where there are none, the file itself. */
function withoutOrigin(file: Upload): Array<{ file: Upload; page: number | null }> {
	if (file.previews === 0) return [{ file, page: null }];
	return Array.from({ length: file.previews }, (_, index) => ({ file, page: index + 1 }));
}

/** Size and digest of what a sealed file holds, as they are kept. */
async function measure(deps: StaffDeps, name: string) {
	const running = beginDigest(deps.keys.suites);
	let size = 0;
	for await (const chunk of await readSealed(deps, name)) {
		running.update(chunk);
		size += chunk.length;
	}
	return { size, ...(await keepDigest(deps, running.end())) };
}
