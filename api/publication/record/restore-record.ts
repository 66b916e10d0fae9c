import { existsSync, readdirSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { and, asc, eq, gt, isNotNull, isNull, ne } from 'drizzle-orm';
import { dump, load } from 'js-yaml';
import type { z } from 'zod';
import { dayOf } from '../../../content/facts/time.ts';
import { MonthStatistics } from '../../../content/schema/statistics.ts';
import type { Reader } from '../../../db/database.ts';
import { outbox } from '../../../db/schema/delivery.ts';
import { publications } from '../../../db/schema/publication.ts';
import { raiseAlert } from '../../audit/alerts.ts';
import type { Deps } from '../../deps.ts';
import { setAside } from '../../files/set-aside.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import { type Log, traceOf } from '../../log.ts';
import { kinds } from '../kinds.ts';
import { recordText } from './write-record.ts';
import { lostPrefix, monthId } from './write-statistics.ts';

const atOnce = 500;

/**
 * Writes each public file again that is lost, cut or not as it was approved: the database has them all. What it does
 * not know is set aside and never published; the auditor is told of that, and of what somebody had changed. Figures
 * that cannot be read are left to be counted anew. Resolves with how many files were not as they should be.
 */
export async function restoreRecord(deps: Deps, recordDir: string): Promise<number> {
	// Before the rows are read: what is published meanwhile is in neither.
	const present = filesIn(recordDir);
	const waiting = await jobsOpen(deps.db.read);
	const known = new Set<string>();
	const changed: string[] = [];
	const failures: unknown[] = [];
	let restored = 0;
	for await (const { rowId, path, text, schema } of recordsOf(deps.db.read, deps.log)) {
		known.add(path);
		if (text === null) continue;
		const found = await textOf(join(recordDir, path));
		if (found === text) continue;
		restored++;
		if (!waiting.has(rowId) && differs(found, text, schema)) changed.push(path);
		await writeAtomically(join(recordDir, path), text).catch((error: unknown) => failures.push(error));
	}
	const unknown = [...present.filter((path) => !known.has(path)), ...unfinishedMonths(recordDir, dayOf(deps.now()))];
	for (const path of unknown) await putAside(recordDir, path);
	await tellAuditor(deps, unknown, changed);
	if (failures.length > 0) throw failures[0];
	return restored + unknown.length + (await giveUpBrokenFigures(deps.log, recordDir));
}

/**
 * The same for what keeps the content from being read, and nothing else: before anything of the portal is open. Who
 * changed what can be read is asked later, when there is somebody to tell.
 */
export async function restoreUnreadable(from: { read: Reader; log: Log }, recordDir: string): Promise<number> {
	const known = new Set<string>();
	let restored = 0;
	for await (const { path, text, schema } of recordsOf(from.read, from.log)) {
		known.add(path);
		if (text === null || parsed(await textOf(join(recordDir, path)), schema) !== null) continue;
		await writeAtomically(join(recordDir, path), text);
		restored++;
	}
	for (const path of filesIn(recordDir).filter((each) => !known.has(each))) {
		const schema = Object.values(kinds).find((kind) => kind.path === dirname(path))?.record;
		if (schema && parsed(await textOf(join(recordDir, path)), schema) !== null) continue;
		await putAside(recordDir, path);
		from.log.error({ event: 'record.unknown', files: [path] });
		restored++;
	}
	return restored + (await giveUpBrokenFigures(from.log, recordDir));
}

/**
 * The same where several machines have a record each: what another one published, replaced or took back meanwhile is
 * written here without a word. Who changed a file cannot be told from that; files that nobody approved still can.
 */
export async function followRecord({ db, log }: Pick<Deps, 'db' | 'log'>, recordDir: string): Promise<void> {
	for await (const { path, text } of recordsOf(db.read, log)) {
		if (text === null || (await textOf(join(recordDir, path))) === text) continue;
		await writeAtomically(join(recordDir, path), text);
	}
}

/** Writes one file unless it is there as it should be. */
export async function restoreFile(folder: string, { name, text }: { name: string; text: string }): Promise<void> {
	const path = join(folder, name);
	if ((await textOf(path)) !== text) await writeAtomically(path, text);
}

interface Kept {
	rowId: string;
	/** Below the folder of the record. */
	path: string;
	/** What it must say; null where this program cannot read what was stored: the file is let alone. */
	text: string | null;
	schema: z.ZodType;
}

/** What the database has of the record, kind by kind. One row that nobody can read keeps none of the others. */
async function* recordsOf(read: Reader, log: Log): AsyncGenerator<Kept> {
	for (const kind of Object.values(kinds)) {
		const ofKind = and(
			eq(publications.kind, kind.id),
			isNotNull(publications.record),
			ne(publications.status, 'replaced'),
		);
		let after = '';
		for (;;) {
			const rows = await read
				.select({ rowId: publications.id, publicId: publications.publicId, record: publications.record })
				.from(publications)
				.where(and(ofKind, gt(publications.id, after)))
				.orderBy(asc(publications.id))
				.limit(atOnce);
			for (const { rowId, publicId, record } of rows) {
				const text = readable(() => recordText(kind, record).text, log, rowId);
				yield { rowId, path: `${kind.path}/${publicId}.yaml`, text, schema: kind.record };
			}
			after = rows.at(-1)?.rowId ?? '';
			if (rows.length < atOnce) break;
		}
	}
}

function readable(text: () => string, log: Log, rowId: string): string | null {
	try {
		return text();
	} catch (error) {
		log.error({ event: 'record.unreadable', rowId, ...traceOf(error) });
		return null;
	}
}

/** Rows whose file is still to be written: an older one is nobody's doing. */
async function jobsOpen(read: Reader): Promise<Set<string>> {
	const rows = await read
		.select({ job: outbox.payload })
		.from(outbox)
		.where(and(eq(outbox.kind, 'record.write'), isNull(outbox.doneAt)));
	return new Set(rows.flatMap(({ job }) => (job.kind === 'record.write' ? job.publicationId : [])));
}

/** All files of the record but figures, which have no row, and what is just being written. */
function filesIn(recordDir: string): string[] {
	if (!existsSync(recordDir)) return [];
	return readdirSync(recordDir, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('.tmp'))
		.map((entry) =>
			join(entry.parentPath, entry.name)
				.slice(recordDir.length + 1)
				.replaceAll('\\', '/'),
		)
		.filter((path) => !path.startsWith('statistics/'));
}

/** Figures of a month that is not over are counted by nobody. */
function unfinishedMonths(recordDir: string, today: string): string[] {
	const folder = join(recordDir, 'statistics');
	const names = existsSync(folder) ? readdirSync(folder) : [];
	return names
		.filter((name) => name.endsWith('.yaml') && name >= today.slice(0, 'YYYY-MM'.length))
		.map((name) => `statistics/${name}`);
}

/** A file that can be read as what it should be, and says something else. A cut or empty one is the disk's doing. */
function differs(found: string | null, expected: string, schema: z.ZodType): boolean {
	const read = parsed(found, schema);
	return read !== null && read !== parsed(expected, schema);
}

/** What a file says, however it is written; null where it cannot be read. */
function parsed(text: string | null, schema: z.ZodType): string | null {
	if (text === null) return null;
	try {
		return dump(schema.parse(load(text)), { sortKeys: true });
	} catch {
		return null;
	}
}

function textOf(path: string): Promise<string | null> {
	return readFile(path, 'utf8').catch(() => null);
}

function putAside(recordDir: string, path: string): Promise<void> {
	return setAside(dirname(recordDir), `${basename(recordDir)}/${path}`);
}

/** So many are named. */
const mostNamed = 20;

async function tellAuditor(deps: Deps, unknown: string[], changed: string[]): Promise<void> {
	if (unknown.length + changed.length === 0) return;
	deps.log.error({ event: 'record.changed', unknown: unknown.length, changed: changed.length });
	const text = [
		unknown.length > 0 && `有 ${unknown.length} 个文件没有经过审批（${named(unknown)}），已移出，没有公开`,
		changed.length > 0 && `有 ${changed.length} 个文件与审批的内容不同（${named(changed)}），已按审批的内容恢复`,
	].filter(Boolean);
	await deps.db.write((tx) =>
		raiseAlert(tx, deps, {
			kind: 'record.changed',
			subject: '公开记录',
			text: `服务器上的公开记录被改动：${text.join('；')}。请核查是谁改动的。`,
		}),
	);
}

function named(paths: string[]): string {
	const ids = paths.slice(0, mostNamed).map((path) => path.replace(/\.yaml$/, ''));
	return `${ids.join('、')}${paths.length > mostNamed ? ' 等' : ''}`;
}

/** They get a name that no build reads, so that exactly these months are counted anew. */
async function giveUpBrokenFigures(log: Log, recordDir: string): Promise<number> {
	const folder = join(recordDir, 'statistics');
	const broken: string[] = [];
	for (const name of existsSync(folder) ? readdirSync(folder) : []) {
		if (!name.endsWith('.yaml') || parsed(await textOf(join(folder, name)), MonthStatistics) !== null) continue;
		const id = name.slice(0, -'.yaml'.length);
		if (monthId.test(id)) await rename(join(folder, name), join(folder, `${lostPrefix}${id}`));
		else await putAside(recordDir, `statistics/${name}`);
		broken.push(id);
	}
	if (broken.length > 0) log.warn({ event: 'statistics.broken', months: broken });
	return broken.length;
}
