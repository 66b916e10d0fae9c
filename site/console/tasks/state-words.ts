import type { Task } from '../calls/answers.ts';
import { daysLeftWords } from '../parts/when.ts';

const names: Record<Task['state'], string> = { open: '待核查', done: '已反馈', cancelled: '已取消', ended: '不用再办' };

/** Where a task stands, with the days left while it is open. */
export function stateWords({ state, daysLeft }: Pick<Task, 'state' | 'daysLeft'>): string {
	return state === 'open' ? `${names.open}，${daysLeftWords(daysLeft)}` : names[state];
}

/** Coordinates as staff copy them. */
export function pointWords({ lat, lon }: { lat: number; lon: number }): string {
	return `${lat.toFixed(6)}, ${lon.toFixed(6)}`;
}
