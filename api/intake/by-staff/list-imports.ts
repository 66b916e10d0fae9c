import { and, count, desc, eq, gte } from 'drizzle-orm';
import { importedReports, imports } from '../../../db/schema/intake.ts';
import type { Deps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';

const dayMs = 86_400_000;

/** An import whose receipts can still be made anew. */
export interface OwnImport {
	id: string;
	at: string;
	reports: number;
	/** Last moment for it. */
	until: string;
}

type ImportDeps = Pick<Deps, 'content' | 'now'>;

export function renewableUntil({ content }: Pick<Deps, 'content'>, at: string): Date {
	return new Date(Date.parse(at) + content.receipt.renewDays * dayMs);
}

/** An officer's own imports of the last days, newest first. */
export async function listImports(deps: ImportDeps & Pick<Deps, 'db'>, officer: Officer): Promise<OwnImport[]> {
	const since = new Date(deps.now().getTime() - deps.content.receipt.renewDays * dayMs).toISOString();
	const rows = await deps.db.read
		.select({ id: imports.id, at: imports.at, reports: count() })
		.from(imports)
		.innerJoin(importedReports, eq(importedReports.importId, imports.id))
		.where(and(eq(imports.officerId, officer.id), gte(imports.at, since)))
		.groupBy(imports.id)
		.orderBy(desc(imports.at));
	return rows.map((row) => ({ ...row, until: renewableUntil(deps, row.at).toISOString() }));
}
