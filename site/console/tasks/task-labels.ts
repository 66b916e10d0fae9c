import type { Task } from '../calls/answers.ts';
import { daysLeftLabel } from '../parts/date-labels.ts';

const names: Record<Task['state'], string> = { open: '待核查', done: '已反馈', cancelled: '已取消', ended: '不用再办' };

/** State of a task, with the days left while it is open. */
export function stateLabel({ state, daysLeft }: Pick<Task, 'state' | 'daysLeft'>): string {
	return state === 'open' ? `${names.open}，${daysLeftLabel(daysLeft)}` : names[state];
}

/** Coordinates as staff copy them. */
export function pointLabel({ lat, lon }: { lat: number; lon: number }): string {
	return `${lat.toFixed(6)}, ${lon.toFixed(6)}`;
}
