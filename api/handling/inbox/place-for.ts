import type { Officer } from '../../permission/officer.ts';
import { areWordsClosed } from '../../report/by-pass/words-closed.ts';
import type { Report } from '../../report/report.ts';
import type { Statement } from '../../report/statement.ts';

/**
 * Where it happened, as far as an officer may read it. `said`: what the reporter said, opened; undefined where it does not
 * open, or where nobody opened it because its words are closed to this officer.
 */
export function placeFor(officer: Officer, report: Report, said: Statement | undefined) {
	const closed = areWordsClosed(officer, report);
	return {
		town: report.town ?? (closed ? null : (said?.town ?? null)),
		/** As the reporter wrote it. */
		place: closed ? null : (said?.place ?? null),
		/** As staff call it. */
		placeName: report.placeName,
		/** Whether there are coordinates. */
		located: report.cell !== null || Boolean(said?.point),
		/** False: what the reporter said cannot be opened now. */
		readable: closed || said !== undefined,
	};
}
