import { createHash } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { inArray } from 'drizzle-orm';
import type { Transaction } from '../../../../db/open.ts';
import { uploads } from '../../../../db/schema/evidence.ts';
import type { StaffDeps } from '../../../deps.ts';
import { readSealed } from '../../attachments/read-sealed.ts';

/** Copies of sealed files, ready to be attached to another case. */
export interface CopiedFiles {
	attach(tx: Transaction, reportId: string): Promise<void>;
}

/**
 * Copies files for a case of its own. Where a clean preview exists it stands for the original as well: what a phone
 * writes into a picture may tell who took it. Rows come before files, so that no sweep takes them for orphans; what is
 * never attached is swept after a day.
 */
export async function copyFiles(deps: StaffDeps, ids: string[]): Promise<CopiedFiles> {
	const { db, files, newId, now } = deps;
	const found = ids.length > 0 ? await db.read.select().from(uploads).where(inArray(uploads.id, ids)) : [];
	const copies = await Promise.all(
		found.map(async (from) => {
			const picture = from.hasPreview ? { format: 'jpeg', ...(await measure(deps, files.preview(from.id))) } : {};
			const loose = { reportId: null, taskId: null, messageId: null, attachedAt: null };
			return { from, row: { ...from, ...picture, ...loose, id: newId(), createdAt: now().toISOString() } };
		}),
	);
	if (copies.length > 0) await db.write(async (tx) => tx.insert(uploads).values(copies.map(({ row }) => row)));
	for (const { from, row } of copies) {
		await copyFile(from.hasPreview ? files.preview(from.id) : files.original(from.id), files.original(row.id));
		if (from.hasPreview) await copyFile(files.preview(from.id), files.preview(row.id));
	}
	return {
		async attach(tx, reportId) {
			const made = copies.map(({ row }) => row.id);
			if (made.length === 0) return;
			await tx.update(uploads).set({ reportId, attachedAt: now().toISOString() }).where(inArray(uploads.id, made));
		},
	};
}

/** Size and hash of what a sealed file holds. */
async function measure(deps: StaffDeps, path: string): Promise<{ size: number; sha256: string }> {
	const hash = createHash('sha256');
	let size = 0;
	for await (const chunk of await readSealed(deps, path)) {
		hash.update(chunk);
		size += chunk.length;
	}
	return { size, sha256: hash.digest('hex') };
}
