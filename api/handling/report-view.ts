import type { Content } from '../../content/load.ts';
import type { Officer } from '../accounts/officer.ts';
import { areaName } from '../area-name.ts';
import { areWordsClosed } from './by-pass/words-closed.ts';
import { dueOf } from './clocks.ts';
import { type MoveName, moveTable } from './moves.ts';
import type { Report } from './record-event.ts';
import { type Status, statusNames } from './statuses.ts';

/** How a report reached us, as shown. */
export const channelNames: Record<string, string> = {
	web: '网上举报',
	phone: '电话',
	visit: '来访',
	letter: '来信',
	hotline: '12345 转办',
	city: '市级交办',
};

/** One line of the inbox. Nothing of the reporter but whether they are known. */
export function reportRow(
	content: Content,
	report: Report,
	{ today, handlers, officer }: { today: string; handlers: Map<string, string>; officer: Officer },
) {
	const category = content.categories.find((each) => each.id === report.category);
	const unit = content.units.units.find((each) => each.id === report.unitId);
	return {
		number: report.number,
		status: report.status,
		statusName: statusNames[report.status as Status],
		category: { id: report.category, name: category?.name ?? report.category },
		county: report.adcode === null ? null : { adcode: report.adcode, name: areaName(content, report.adcode) },
		town: report.town,
		place: areWordsClosed(officer, report) ? null : report.place,
		/** Whether there are coordinates. */
		located: report.lat !== null,
		unit: { id: report.unitId, name: unit?.name ?? report.unitId },
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
		channel: channelNames[report.channel] ?? report.channel,
		handler: report.handlerId ? { id: report.handlerId, name: handlers.get(report.handlerId) ?? '' } : null,
		outcome: report.outcome,
		/** For the city alone: a county must never see it. */
		bypassed: officer.city && report.bypassed,
		/** A move that waits for a second officer, in words. */
		proposed: report.proposedMove && moveTable[report.proposedMove as MoveName].name,
		version: report.version,
		demo: report.demo,
	};
}

export type ReportRow = ReturnType<typeof reportRow>;
