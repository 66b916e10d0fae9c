import { count, inArray, sum } from 'drizzle-orm';
import type { EvidenceKind } from '../../../content/facts/evidence-kinds.ts';
import { megabyte } from '../../../content/facts/file-size.ts';
import { keysOf } from '../../../content/facts/keys-of.ts';
import type { EvidenceRules } from '../../../content/schema/evidence.ts';
import type { Transaction } from '../../../db/database.ts';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import type { Upload } from '../find-upload.ts';
import { checkDisk } from './check-disk.ts';
import type { UploadSender } from './continue-upload.ts';
import { refusals } from './refusals.ts';
import { refuseOverQuota } from './upload-quota.ts';

/**
 * Announces a file of a draft. Refused before the first byte when it is too large, one too many, or too much. `admit`
 * counts it against whoever sends it, once its size is one that can be: what is refused before costs nobody anything.
 */
export async function createUpload(
	deps: Deps,
	{ draft, party }: UploadSender,
	{ size, kind }: { size: number; kind: EvidenceKind | null },
	admit: () => Promise<void>,
): Promise<Upload> {
	const rules = deps.content.evidence;
	if (size === 0) throw refusals.empty();
	const most = kind ?? largestKind(rules);
	if (size > rules.kinds[most].maxMb * megabyte) throw refusals.tooLarge(rules, most);
	refuseOverQuota(deps, party);
	await checkDisk(deps, size);
	await admit();
	const at = deps.now().toISOString();
	const draftHash = deps.keys.of('draft', draft);
	const row: typeof uploads.$inferInsert = {
		id: deps.newId(),
		draftHash,
		state: 'arriving',
		size,
		kind,
		createdAt: at,
		progressAt: at,
	};
	return deps.db.write(async (tx) => {
		await checkDraft(tx, rules, deps.keys.all('draft', draft), size);
		const [upload] = await tx.insert(uploads).values(row).returning();
		if (!upload) throw new PortalError('internal', '文件没有登记成功，请重新添加。');
		return upload;
	});
}

function largestKind({ kinds }: EvidenceRules): EvidenceKind {
	return keysOf(kinds).reduce((largest, kind) => (kinds[kind].maxMb > kinds[largest].maxMb ? kind : largest));
}

/** A draft is limited by what it announces; the quota of all is used up by what has arrived. */
async function checkDraft(tx: Transaction, rules: EvidenceRules, draftHashes: string[], size: number): Promise<void> {
	const amount = { files: count(), bytes: sum(uploads.size).mapWith(Number) };
	const [own] = await tx.select(amount).from(uploads).where(inArray(uploads.draftHash, draftHashes));
	if ((own?.files ?? 0) >= rules.maxFiles) throw refusals.tooManyFiles(rules);
	if ((own?.bytes ?? 0) + size > rules.totalMb * megabyte) throw refusals.tooMuch(rules);
}
