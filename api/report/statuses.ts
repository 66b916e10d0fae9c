import { z } from 'zod';
import { keysOf } from '../../content/facts/keys-of.ts';
import { outcomeNames } from '../../content/facts/names.ts';
import type { Report } from './report.ts';

export type Status = Report['status'];

/** States of a report with the words everybody sees. */
export const statusNames = {
	received: '已接收',
	assigned: '待受理',
	objected: '退回异议',
	accepted: '已受理',
	investigating: '核查中',
	filed: '已立案',
	rectifying: '整改中',
	concluded: '已办结',
	declined: '不予受理',
	merged: '已并案',
	reviewing: '复查中',
} as const satisfies Record<Status, string>;

/** A state in an answer of the API. */
export const StatusCode = z.enum(keysOf(statusNames)).meta({
	ref: 'Status',
	description: `办理状态。${Object.entries(statusNames)
		.map(([code, name]) => `${code}：${name}`)
		.join('；')}`,
});

/** The words of an outcome; none where there is no such outcome. */
export function nameOfOutcome(outcome: string): string {
	return Object.entries(outcomeNames).find(([id]) => id === outcome)?.[1] ?? '';
}

/** States in which nothing more is owed to the reporter. */
export const settled: readonly Status[] = ['concluded', 'declined', 'merged'];

/** States in which a unit works on the case. */
export const underWay: readonly Status[] = [
	'assigned',
	'accepted',
	'investigating',
	'filed',
	'rectifying',
	'reviewing',
];
