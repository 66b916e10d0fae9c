import type { OtherEvent } from './event.ts';
import { noPublicText, publicText } from './public-text.ts';

/** Somebody may be in danger: whoever is on duty was called. */
export const alarm: OtherEvent<'alarm'> = {
	id: 'alarm',
	name: '发出险情警报',
	aboutMove: false,
	by: { part: 'outsider' },
	shows: [{ name: 'reason', label: '理由' }],
	conversation: false,
	reporterReads: publicText(() => '已按险情处理。'),
};

/** Somebody on duty answered. */
export const alarmAnswer: OtherEvent<'alarm-answer'> = {
	id: 'alarm-answer',
	name: '接警',
	aboutMove: false,
	by: { part: 'outsider' },
	shows: [],
	conversation: false,
	reporterReads: publicText(() => '值班人员已接警。'),
};

/** The mark of danger was taken off. */
export const urgentOff: OtherEvent<'urgent-off'> = {
	id: 'urgent-off',
	name: '取消险情标记',
	aboutMove: false,
	by: { part: 'outsider' },
	shows: [{ name: 'reason', label: '理由' }],
	conversation: false,
	reporterReads: noPublicText('That the danger was no longer seen says nothing of what becomes of the report.'),
};
