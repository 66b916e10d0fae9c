import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import type { Deps } from '../../api/deps.ts';
import { newNumber } from '../../api/intake/receive/number.ts';
import { stored } from '../../api/keys/suites.ts';
import { type Counted, linesOf, scoreLine } from '../../api/report/count-report.ts';
import { textOfStatement } from '../../api/report/statement.ts';
import type { Status } from '../../api/report/statuses.ts';
import type { Content } from '../../content/content.ts';
import { outcomes } from '../../content/facts/names.ts';
import { addDays, dayOf } from '../../content/facts/time.ts';
import { ratings, reports } from '../../db/schema/reports.ts';
import { areaOf } from '../../db/search-index.ts';

type Report = typeof reports.$inferInsert & Counted;

const years = 10;
/** One report in this many is still open; so many arrive in the last two months of ten years. */
const oneOpenIn = 50;
const untaken: Status[] = ['assigned', 'assigned', 'objected'];
const working: Status[] = ['accepted', 'investigating', 'filed', 'rectifying', 'reviewing'];
const settled: Status[] = ['concluded', 'concluded', 'concluded', 'concluded', 'declined', 'merged'];
/** What every reporter says here: some 300 characters with a place, sealed like any. */
const statement = {
	words: '夜间有挖掘机在山坡上采挖矿石。'.repeat(20),
	place: '村北山坡',
	town: null,
	point: { lat: 41.8, lon: 120.77 },
	datum: 'wgs84' as const,
	distances: [],
};

/**
 * Fills a migrated database with reports of ten years, with the counts and search texts that the verbs would keep of
 * them. Numbers of the reports, as sent.
 */
export async function fillWithReports(
	dataDir: string,
	{ content, sealer, keys }: Pick<Deps, 'content' | 'sealer' | 'keys'>,
	count: number,
	today: string,
): Promise<string[]> {
	const own = stored(keys.suites.current, keys.suites.current.sealing.makePair().recipient);
	const sealed = await sealer.seal(textOfStatement(statement), own);
	const db = new Sqlite(join(dataDir, 'portal.db'));
	// What is measured is reading: nothing here has to survive a power cut.
	db.pragma('synchronous = OFF');
	const addReport = db.prepare(insertInto('reports', getTableColumns(reports)));
	const addRating = db.prepare(insertInto('ratings', getTableColumns(ratings)));
	const addText = db.prepare('INSERT INTO report_texts (report_id, area, words) VALUES (?, ?, ?)');
	const addWords = db.prepare('INSERT INTO report_words (rowid, area, words) VALUES (?, ?, ?)');
	const numbers: string[] = [];
	const counts = new Map<string, number>();
	const add = (report: Counted, score?: number) => {
		for (const { adcode, unit, kind, value } of score === undefined ? linesOf(report) : [scoreLine(report, score)]) {
			const key = JSON.stringify([adcode, unit, kind, value]);
			counts.set(key, (counts.get(key) ?? 0) + 1);
		}
	};
	const batch = db.transaction((from: number, to: number) => {
		for (let nth = from; nth < to; nth++) {
			const report = aReport(nth, content, { today, sealed });
			addReport.run(bound(report));
			add(report);
			const words = [report.town, `村北山坡${nth}`].map((part) => `${part}\n`).join('');
			const { lastInsertRowid } = addText.run(report.id, areaOf(report.adcode ?? 0), words);
			addWords.run(lastInsertRowid, areaOf(report.adcode ?? 0), words);
			if (report.status === 'concluded' && nth % 10 === 0) {
				const score = 1 + (nth % 5);
				addRating.run({ reportId: report.id, at: report.concludedAt, score, sealedText: null });
				add(report, score);
			}
			if (nth % 1000 === 0) numbers.push(report.number);
		}
	});
	for (let from = 0; from < count; from += 10_000) batch(from, Math.min(from + 10_000, count));
	const addCount = db.prepare('INSERT INTO tallies (adcode, unit, kind, value, count) VALUES (?, ?, ?, ?, ?)');
	for (const [key, count] of counts) addCount.run(...JSON.parse(key), count);
	db.close();
	return numbers;
}

function insertInto(table: string, columns: Record<string, { name: string }>): string {
	const names = Object.values(columns).map(({ name }) => name);
	return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${Object.keys(columns)
		.map((key) => `@${key}`)
		.join(', ')})`;
}

function bound(report: Report): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(getTableColumns(reports)).map(([key, column]) => {
			const value = report[key as keyof Report] ?? null;
			return [key, value === null ? null : column.mapToDriverValue(value)];
		}),
	);
}

const pick = <T>(from: readonly T[], nth: number): T => from[nth % from.length] as T;
/** Eleven digits, no two reports the same, far apart. */
const digitsOf = (nth: number) => String(10_000_000_000 + nth * 80_021);

function aReport(nth: number, content: Content, { today, sealed }: { today: string; sealed: string }): Report {
	const open = nth % oneOpenIn === 0;
	const unplaced = open && nth % (oneOpenIn * 20) === 0;
	const daysAgo = open ? Math.floor(nth / oneOpenIn) % 70 : 70 + (nth % (365 * years));
	const town = pick(content.areas.towns, Math.floor(nth / 7));
	const status = unplaced ? 'received' : open ? pick([...untaken, ...working], nth / oneOpenIn) : pick(settled, nth);
	const receivedOn = addDays(today, -daysAgo);
	const taken = working.includes(status) || settled.includes(status);
	const concludedOn = open ? null : addDays(receivedOn, 10 + (nth % 60));
	// Most of a county's reports are one department's.
	const [main, ...others] = content.units.units.filter(({ adcode }) => adcode === town.adcode);
	const unit = nth % 4 === 0 && others.length > 0 ? pick(others, nth / 4) : main;
	return {
		id: randomUUIDv7(),
		number: newNumber(() => digitsOf(nth)),
		secretHash: `a1:${randomBytes(32).toString('hex')}`,
		channel: 'web',
		category: pick(content.categories, Math.floor(nth / 3)).id,
		sealedStatement: sealed,
		mode: 'anonymous',
		recipient: 'a1:age1'.padEnd(65, 'q'),
		wrappedIdentity: sealed.slice(0, 300),
		bypassed: false,
		adcode: unplaced ? null : town.adcode,
		unitId: unplaced ? content.units.city.desk : (unit?.id ?? content.units.city.desk),
		town: town.name,
		// Half of them with a point: some 20,000 cells.
		cell: nth % 2 === 0 ? `1/${4060 + (nth % 182)}/${5940 + (Math.floor(nth / 182) % 115)}` : null,
		routeCode: 'named',
		routeBasis: [],
		status,
		urgent: false,
		outcome: status === 'concluded' ? pick(outcomes.slice(0, 3), nth) : null,
		version: 5,
		handlerId: taken ? `officer-${nth % 40}` : null,
		receivedAt: `${receivedOn}T0${nth % 10}:00:00.000Z`,
		acceptBy: addDays(receivedOn, 15),
		replyBy: addDays(receivedOn, 60),
		dueClock: open ? (taken ? 'reply' : 'accept') : null,
		dueBy: open ? addDays(receivedOn, taken ? 60 : 15) : null,
		acceptedAt: taken ? `${addDays(receivedOn, 3)}T02:00:00.000Z` : null,
		concludedAt: concludedOn && `${concludedOn}T02:00:00.000Z`,
		waitingSince: open && nth % (oneOpenIn * 10) === 0 ? `${dayOf(new Date())}T01:00:00.000Z` : null,
		supervisedBy: nth % (oneOpenIn * 13) === 0 ? addDays(receivedOn, 90) : null,
		extendedUntil: null,
		objections: nth % 40 === 0 ? 1 : 0,
		transfers: nth % 50 === 0 ? 1 : 0,
		reviews: 0,
		demo: true,
	};
}
