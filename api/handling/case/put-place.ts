import { z } from 'zod';
import { type Datum, datums } from '../../../content/facts/datums.ts';
import { parsePlace } from '../../../content/facts/read-place.ts';
import type { Point } from '../../../content/schema/common.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import { optionalSingleLineText } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { findReport } from '../../report/find-report.ts';
import type { Changes } from '../../report/moves/move.ts';
import { recordEvent } from '../../report/record-event.ts';
import { sealFields } from '../../report/sealed-fields.ts';
import { sealPoint } from '../../report/statement.ts';
import { settled } from '../../report/statuses.ts';
import { toWgs84 } from '../../routing/datum.ts';
import { movedMeanwhile } from '../moves/move.ts';

export const PlaceInput = z
	.strictObject({
		version: z.int('请刷新页面后再办理'),
		/** What staff call the place, in words of their own: it stands in clear and is searched. */
		name: optionalSingleLineText('地点名称', 100),
		/** The point as they found it; it is sealed like the reporter's. */
		coordinates: optionalSingleLineText('坐标', 2000),
		datum: z.enum(datums, '坐标系不在可选范围内').default('wgs84'),
	})
	.refine(({ name, coordinates }) => name || coordinates, {
		path: ['name'],
		error: '请填写地点名称，或者填写坐标',
	});
export type PlaceInput = z.infer<typeof PlaceInput>;

/**
 * Staff name the place in words of their own, or put the point right where the reporter's was another or none. What is
 * left out stays as it is. Throws not_found, not_now, invalid or moved_meanwhile.
 */
export async function putPlace(deps: Deps, officer: Officer, number: string, input: PlaceInput): Promise<void> {
	const point = input.coordinates ? pointOf(input.coordinates, input.datum) : null;
	const sealed = point && {
		sealedPoint: await sealPoint(deps.sealer, point),
		cell: deps.cellOf(point),
	};
	const sealedFields = point && (await sealFields(deps.sealer, { point: pointInWords(point) }));
	const changes: Changes = { ...sealed, ...(input.name && { placeName: input.name }) };
	await deps.db.write(async (tx) => {
		const report = await findReport(tx, officer, number);
		if (report.version !== input.version) throw await movedMeanwhile(tx, report);
		if (settled.includes(report.status)) throw new PortalError('not_now', '线索已经办结，不能再补正地点。');
		const fields = input.name ? { name: input.name } : {};
		await recordEvent(tx, deps, report, { move: 'place', actor: officer, fields, sealedFields, changes });
		await writeAudit(tx, deps, { actor: officer, action: 'report.place-put', subject: number });
	});
}

function pointOf(coordinates: string, datum: Datum): Point {
	const parsed = parsePlace(coordinates);
	if (!parsed.ok) throw invalid({ path: 'coordinates', message: parsed.sentence });
	return toWgs84({ lat: parsed.lat, lon: parsed.lon }, parsed.datum ?? datum);
}

function pointInWords({ lat, lon }: Point): string {
	return `${lat.toFixed(6)}, ${lon.toFixed(6)}（WGS-84）`;
}
