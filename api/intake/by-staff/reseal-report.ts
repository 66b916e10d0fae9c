import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { consents } from '../../../db/schema/by-passes.ts';
import { messages } from '../../../db/schema/reports.ts';
import type { StaffDeps } from '../../deps.ts';
import { picturesOf } from '../../evidence/list-attachments.ts';
import { readSealed } from '../../evidence/read-sealed.ts';
import { sealFile } from '../../evidence/seal-file.ts';
import type { Report } from '../../report/report.ts';

/** A new secret of a report, with all that its reporter could open sealed anew: to the operator and to a new key. */
export interface Resealed {
	secret: string;
	/** Columns of the report that change with it. */
	changes: Pick<Report, 'secretHash' | 'recipient' | 'wrappedIdentity' | 'sealedStatement'>;
	/** Puts the other texts into the transaction that makes the change. */
	write(tx: Transaction): Promise<void>;
}

/**
 * Makes a new secret and a new key of the report's own, in the suite of the old one; the operator's key opens what the old one was for. Pictures are
 * sealed to both keys beforehand, so that they open whether or not the change comes about: a file and the database
 * cannot change in one moment. The old key itself is gone with the column that held it.
 */
export async function resealReport(deps: StaffDeps, report: Report): Promise<Resealed> {
	const secret = deps.randomDigits(16);
	const { secretHash, recipient, wrappedIdentity, both } = await deps.receiptKeys.seal(
		{ number: report.number, secret },
		{ both: { statement: await deps.unsealer.open(report.sealedStatement) }, operator: {} },
		report.recipient,
	);
	const anew = async (sealed: string) => deps.sealer.seal(await deps.unsealer.open(sealed), recipient);
	const { read } = deps.db;
	const conversation = await read.select().from(messages).where(eq(messages.reportId, report.id));
	const asked = await read.select().from(consents).where(eq(consents.reportId, report.id));
	const texts = await Promise.all(conversation.map(async ({ id, sealed }) => ({ id, sealed: await anew(sealed) })));
	const summaries = await Promise.all(
		asked.map(async ({ id, sealedSummary }) => ({ id, sealedSummary: await anew(sealedSummary) })),
	);
	for (const id of [...(await picturesOf(read, report)).values()].flat()) {
		const name = deps.files.forReporter(id);
		await sealFile(deps, await readSealed(deps, name), name, recipient, report.recipient);
	}
	return {
		secret,
		changes: { secretHash, recipient, wrappedIdentity, sealedStatement: both.statement },
		async write(tx) {
			for (const { id, sealed } of texts) await tx.update(messages).set({ sealed }).where(eq(messages.id, id));
			for (const { id, sealedSummary } of summaries) {
				await tx.update(consents).set({ sealedSummary }).where(eq(consents.id, id));
			}
		},
	};
}
