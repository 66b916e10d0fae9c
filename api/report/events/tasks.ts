import type { OtherEvent } from './event.ts';
import { noPublicText } from './public-text.ts';

const worker = { name: 'worker', label: '网格员' };
const place = { name: 'place', label: '核查地点' };
const reason = { name: 'reason', label: '理由' };
const ofStaff = noPublicText('Who looks at which place, and when, could warn whoever is reported.');

/** A grid worker of the town is asked to check a place. */
export const task: OtherEvent<'task'> = {
	id: 'task',
	name: '交办现场核查',
	aboutMove: false,
	by: { part: 'handler' },
	shows: [worker, place, { name: 'dueOn', label: '完成时限' }],
	conversation: false,
	reporterReads: ofStaff,
};

/** The worker is given what was reported. */
export const taskWords: OtherEvent<'task-words'> = {
	id: 'task-words',
	name: '移交举报内容',
	aboutMove: false,
	by: { part: 'handler' },
	shows: [worker, reason],
	conversation: false,
	reporterReads: ofStaff,
};

/** The place is no longer to be checked. */
export const taskCancel: OtherEvent<'task-cancel'> = {
	id: 'task-cancel',
	name: '取消现场核查',
	aboutMove: false,
	by: { part: 'handler' },
	shows: [worker, reason],
	conversation: false,
	reporterReads: ofStaff,
};

/** What the worker found. */
export const taskAnswer: OtherEvent<'task-answer'> = {
	id: 'task-answer',
	name: '反馈现场核查',
	aboutMove: false,
	// Answering what others ask is no part in the case.
	by: { part: 'outsider' },
	shows: [place, { name: 'position', label: '反馈位置' }, { name: 'files', label: '附件' }],
	conversation: false,
	reporterReads: ofStaff,
};
