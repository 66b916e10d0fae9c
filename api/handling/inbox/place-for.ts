import type { Officer } from '../../permission/officer.ts';
import { areWordsClosed } from '../../report/by-pass/words-closed.ts';
import type { OpenedPlace } from '../../report/open-places.ts';
import type { Report } from '../../report/report.ts';

/**
 * Where it happened, as far as an officer may read it. `opened`: undefined where it does not open, or where
 * nobody opened it because its words are closed to this officer.
 */
export function placeFor(officer: Officer, report: Report, opened: OpenedPlace | undefined) {
	const closed = areWordsClosed(officer, report);
	return {
		town: report.town ?? (closed ? null : (opened?.town ?? null)),
		/** As the reporter wrote it. */
		place: closed ? null : (opened?.place ?? null),
		/** As staff call it. */
		placeName: report.placeName,
		/** Whether there are coordinates. */
		located: report.cell !== null || Boolean(opened?.point),
		/** False: what the reporter said cannot be opened now. */
		readable: closed || opened !== undefined,
	};
}
