import type { Outcome } from '../../content/facts/names.ts';
import { addDays } from '../../content/facts/time.ts';
import type { MoveName } from '../report/moves/table.ts';

/** One demo report: when it came in and what was done with it when. */
export interface Story {
	receivedDaysAgo: number;
	/** When a grid worker was asked to check the place, which still has to be done. */
	taskDaysAgo?: number;
	moves: readonly Made[];
}

/** A move that was made. */
interface Made {
	daysAgo: number;
	move: MoveName;
	/** Fields of the move, given the day it is made. */
	fields: (day: string) => Record<string, unknown>;
}

const none = () => ({});
const accept = (daysAgo: number): Made => ({ daysAgo, move: 'accept', fields: none });
const investigate = (daysAgo: number): Made => ({
	daysAgo,
	move: 'investigate',
	fields: () => ({ officers: '演示人员甲\n演示人员乙' }),
});
const conclude = (daysAgo: number, outcome: Outcome): Made => ({
	daysAgo,
	move: 'conclude',
	fields: () => ({
		outcome,
		violation: '演示内容。',
		extent: '演示内容。',
		gains: '演示内容。',
		responsible: '演示内容。',
		corrected: '演示内容。',
		penalised: '演示内容。',
		rectified: '演示内容。',
		legalBasis: '演示依据',
		reply: '演示答复：您反映的情况已经核查，结论如上。',
	}),
});

/** The same for each county: something new, something due, something late, something done. */
export const stories: readonly Story[] = [
	{ receivedDaysAgo: 0, moves: [] },
	{ receivedDaysAgo: 13, moves: [] },
	{ receivedDaysAgo: 19, moves: [] },
	{ receivedDaysAgo: 33, taskDaysAgo: 1, moves: [accept(30), investigate(28)] },
	{ receivedDaysAgo: 58, moves: [accept(52), investigate(45), conclude(20, 'unsubstantiated')] },
	{
		receivedDaysAgo: 88,
		moves: [
			accept(84),
			investigate(80),
			{
				daysAgo: 70,
				move: 'file',
				fields: (day) => ({ documentNumber: '演示立案文号', filedOn: day }),
			},
			{
				daysAgo: 66,
				move: 'rectify',
				fields: (day) => ({ order: '演示内容。', rectifyBy: addDays(day, 30) }),
			},
			conclude(35, 'substantiated'),
		],
	},
];
