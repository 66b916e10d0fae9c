import { desc, eq, isNotNull, lt } from 'drizzle-orm';
import type { Reader } from '../../../db/database.ts';
import { siteBuilds } from '../../../db/schema/publication.ts';
import type { BaseDeps } from '../../base-deps.ts';

type Row = typeof siteBuilds.$inferSelect;

/** A build that lies in the storage. */
export interface SharedBuild {
	nr: number;
	/** Name of its folder. */
	name: string;
	/** Digest of its list. */
	digest: string;
}

/** Takes the next number, before anything of what is built is read. */
export async function beginSharedBuild({ db, now }: Pick<BaseDeps, 'db' | 'now'>): Promise<number> {
	const [row] = await db.write((tx) =>
		tx.insert(siteBuilds).values({ begunAt: now().toISOString() }).returning({ nr: siteBuilds.nr }),
	);
	if (!row) throw new Error('no number for a build');
	return row.nr;
}

/** Says which folder the build became. */
export async function nameSharedBuild({ db }: Pick<BaseDeps, 'db'>, nr: number, name: string): Promise<void> {
	await db.write(async (tx) => void (await tx.update(siteBuilds).set({ name }).where(eq(siteBuilds.nr, nr))));
}

/** Says that all of it lies in the storage; earlier builds are forgotten, but for the one before. */
export async function publishSharedBuild(
	{ db, now }: Pick<BaseDeps, 'db' | 'now'>,
	{ nr, name, digest }: SharedBuild,
	before: number,
): Promise<void> {
	await db.write(async (tx) => {
		const sharedAt = now().toISOString();
		await tx.update(siteBuilds).set({ name, digest, sharedAt }).where(eq(siteBuilds.nr, nr));
		await tx.delete(siteBuilds).where(lt(siteBuilds.nr, before));
	});
}

/** The builds that lie in the storage, the one that is up first. */
export async function sharedBuilds(from: Reader): Promise<SharedBuild[]> {
	const rows = await from.select().from(siteBuilds).where(isNotNull(siteBuilds.sharedAt)).orderBy(desc(siteBuilds.nr));
	return rows.flatMap(({ nr, name, digest }) => (name && digest ? [{ nr, name, digest }] : []));
}

/** The number of the build in a folder of this name; undefined of one that was made before there was a storage. */
export async function numberOf(from: Reader, name: string): Promise<number | undefined> {
	const [row] = await from.select({ nr: siteBuilds.nr }).from(siteBuilds).where(eq(siteBuilds.name, name));
	return row?.nr;
}

/** Whether this is the last build that anybody began. */
export async function isLast(from: Reader, nr: Row['nr']): Promise<boolean> {
	const [row] = await from.select({ nr: siteBuilds.nr }).from(siteBuilds).orderBy(desc(siteBuilds.nr)).limit(1);
	return row?.nr === nr;
}
