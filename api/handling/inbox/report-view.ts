import type { Content } from '../../../content/content.ts';
import { areaName } from '../../../content/facts/area-name.ts';
import { categoryName, unitName } from '../../../content/facts/look-up.ts';
import type { Officer } from '../../permission/officer.ts';
import { channelNames } from '../../report/channel-names.ts';
import { dueOf } from '../../report/clocks.ts';
import { moveTable, storedMove } from '../../report/moves/table.ts';
import type { Report } from '../../report/report.ts';
import { statusNames } from '../../report/statuses.ts';

/** One line of the inbox, of what stands in clear. Nothing of the reporter but whether they are known. */
export function reportRow(
	content: Content,
	report: Report,
	{ today, handlers, officer }: { today: string; handlers: Map<string, string>; officer: Officer },
) {
	return {
		number: report.number,
		status: report.status,
		statusName: statusNames[report.status],
		category: { id: report.category, name: categoryName(content, report.category) },
		county: report.adcode === null ? null : { adcode: report.adcode, name: areaName(content, report.adcode) },
		town: report.town,
		unit: { id: report.unitId, name: unitName(content, report.unitId) },
		receivedAt: report.receivedAt,
		due: dueOf(report, today),
		/** Somebody may be in danger: by its category, or marked by an officer. */
		urgent: report.urgent,
		/** Since when its alarm waits for an answer; null where none does. */
		alarmSince: report.alarmSince,
		waiting: report.waitingSince !== null,
		supervised: report.supervisedBy !== null,
		/** The day the city set. */
		supervisedBy: report.supervisedBy,
		mode: report.mode,
		channel: channelNames[report.channel],
		handler: report.handlerId ? { id: report.handlerId, name: handlers.get(report.handlerId) ?? '' } : null,
		outcome: report.outcome,
		/** For the city alone: a county must never see it. */
		bypassed: officer.city && report.bypassed,
		/** A move that waits for a second officer, in words. */
		proposed: report.proposedMove && moveTable[storedMove(report.proposedMove)].name,
		version: report.version,
		demo: report.demo,
	};
}

export type ReportRow = ReturnType<typeof reportRow>;
