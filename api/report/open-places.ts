import { setImmediate } from 'node:timers/promises';
import type { Point } from '../../content/schema/common.ts';
import type { StaffDeps } from '../deps.ts';
import type { Unsealer } from '../keys/seal.ts';
import { traceOf } from '../log.ts';
import { openPoint, openStatement, type Sealed, type Statement } from './statement.ts';

/** Where it happened, of what was opened: no word of what did. */
export interface OpenedPlace extends Pick<Statement, 'place' | 'town'> {
	/** As staff put it right, else as the reporter said. */
	point: Point | null;
}

/** Places that are kept opened: some pages of lists for each officer. */
const mostKept = 5000;

/**
 * Lists are asked for again and again, and each line costs an exchange of keys. The process that keeps these holds the
 * key that opens them as well, so they give away nothing to whoever gets into it; they are never written.
 */
const kept = new WeakMap<Unsealer, Map<string, OpenedPlace>>();

/**
 * The places of several reports, by the id of the report, others getting their turn in between. One that does not open
 * is left out and logged: it must not take the rest along.
 */
export async function openPlaces(
	{ unsealer, log }: Pick<StaffDeps, 'unsealer' | 'log'>,
	reports: readonly Sealed[],
): Promise<Map<string, OpenedPlace>> {
	const known = kept.get(unsealer) ?? new Map<string, OpenedPlace>();
	kept.set(unsealer, known);
	const places = new Map<string, OpenedPlace>();
	for (const report of reports) {
		const found = known.get(keyOf(report)) ?? (await openOne(unsealer, log, report));
		if (!found) continue;
		places.set(report.id, found);
		keep(known, keyOf(report), found);
	}
	return places;
}

async function openOne(unsealer: Unsealer, log: StaffDeps['log'], report: Sealed): Promise<OpenedPlace | null> {
	await setImmediate();
	try {
		const said = await openStatement(unsealer, report);
		return { place: said.place, town: said.town, point: await openPoint(unsealer, report, said) };
	} catch (error) {
		log.error({ event: 'place.unreadable', ...traceOf(error) });
		return null;
	}
}

/** What was asked for last is kept longest. */
function keep(known: Map<string, OpenedPlace>, key: string, place: OpenedPlace): void {
	known.delete(key);
	known.set(key, place);
	const [oldest] = known.keys();
	if (known.size > mostKept && oldest !== undefined) known.delete(oldest);
}

/** What is sealed anew ends otherwise: its last bytes authenticate all of it. */
function keyOf({ id, sealedStatement, sealedPoint }: Sealed): string {
	return `${id} ${sealedStatement.slice(-32)} ${sealedPoint?.slice(-32) ?? ''}`;
}
