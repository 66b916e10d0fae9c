import { count, eq, isNull, sum } from 'drizzle-orm';
import { type EvidenceKind, type EvidenceRules, megabyte } from '../../../content/schema/evidence.ts';
import type { Transaction } from '../../../db/open.ts';
import { uploads } from '../../../db/schema/evidence.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../errors.ts';
import { checkDisk } from './check-disk.ts';
import type { Upload } from './find-upload.ts';
import { refusals } from './refusals.ts';

/** Announces a file of a draft. Refused before the first byte when it is too large, one too many, or too much. */
export async function createUpload(
	deps: Deps,
	draft: string,
	{ size, kind }: { size: number; kind: EvidenceKind | null },
): Promise<Upload> {
	const rules = deps.content.evidence;
	if (size === 0) throw refusals.empty();
	const most = kind ?? largestKind(rules);
	if (size > rules.kinds[most].maxMb * megabyte) throw refusals.tooLarge(rules, most);
	const row = {
		id: deps.newId(),
		draftHash: deps.keys.of('draft', draft),
		state: 'arriving',
		size,
		kind,
		createdAt: deps.now().toISOString(),
	};
	await checkDisk(deps, size);
	return deps.db.write(async (tx) => {
		await checkRoom(tx, rules, row.draftHash, size);
		const [upload] = await tx.insert(uploads).values(row).returning();
		if (!upload) throw new PortalError('internal', '文件没有登记成功，请重新添加。');
		return upload;
	});
}

function largestKind({ kinds }: EvidenceRules): EvidenceKind {
	const all = Object.keys(kinds) as EvidenceKind[];
	return all.reduce((largest, kind) => (kinds[kind].maxMb > kinds[largest].maxMb ? kind : largest));
}

async function checkRoom(tx: Transaction, rules: EvidenceRules, draftHash: string, size: number): Promise<void> {
	const amount = { files: count(), bytes: sum(uploads.size).mapWith(Number) };
	const [own] = await tx.select(amount).from(uploads).where(eq(uploads.draftHash, draftHash));
	if ((own?.files ?? 0) >= rules.maxFiles) throw refusals.tooManyFiles(rules);
	if ((own?.bytes ?? 0) + size > rules.totalMb * megabyte) throw refusals.tooMuch(rules);
	const [waiting] = await tx.select(amount).from(uploads).where(isNull(uploads.reportId));
	if ((waiting?.bytes ?? 0) + size > rules.waitingMb * megabyte) throw refusals.noRoom();
}
