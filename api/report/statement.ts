import { z } from 'zod';
import { datums } from '../../content/facts/datums.ts';
import { Point } from '../../content/schema/common.ts';
import type { Sealer, Unsealer } from '../keys/seal.ts';
import type { Report } from './report.ts';

/**
 * What a reporter said of what happened and where. Sealed as one, so that it costs one exchange of keys for each who may
 * open it; in clear stand county, town and a coarse cell.
 */
const Statement = z.object({
	/** What was seen, as the reporter wrote it. */
	words: z.string(),
	/** The place as the reporter wrote it. */
	place: z.string().nullable(),
	/** The town as the reporter wrote it, where it is none of the list. */
	town: z.string().nullable(),
	/** WGS-84 degrees. */
	point: Point.nullable(),
	/** Datum the reporter's coordinates came in. */
	datum: z.enum(datums).nullable(),
	/** Metres from the point to the counties near by, by their codes. */
	distances: z.array(z.object({ adcode: z.int(), distanceM: z.number() })),
});
export type Statement = z.infer<typeof Statement>;

/** A report whose statement is to be opened. */
export type Sealed = Pick<Report, 'id' | 'sealedStatement' | 'sealedPoint'>;

/** What is sealed to the operator and to the report's own key. */
export function textOfStatement(statement: Statement): string {
	return JSON.stringify(statement);
}

/** What the reporter said. Throws where the key is another, and UnknownSuite. */
export async function openStatement(unsealer: Unsealer, { sealedStatement }: Pick<Sealed, 'sealedStatement'>) {
	return Statement.parse(JSON.parse(await unsealer.open(sealedStatement)));
}

/** Seals a point that staff put right, to the operator alone. */
export function sealPoint(sealer: Sealer, point: Point): Promise<string> {
	return sealer.seal(JSON.stringify({ lat: point.lat, lon: point.lon }));
}

/** Where it happened as far as is known: as staff put it right, else as the reporter said. Null without a point. */
export async function openPoint(unsealer: Unsealer, report: Sealed, said: Statement): Promise<Point | null> {
	if (!report.sealedPoint) return said.point;
	return Point.parse(JSON.parse(await unsealer.open(report.sealedPoint)));
}
