import type { Duplicate } from '../calls/answers.ts';
import { dayOf } from '../parts/date-labels.ts';

const dayMs = 86_400_000;
const settled = ['concluded', 'declined', 'merged'];

/** Whether another report can still be merged into this one. */
export function canMerge({ status }: Pick<Duplicate, 'status'>): boolean {
	return !settled.includes(status);
}

/** How far away in place and time: 相距约 120 米，早 3 天收到. */
export function distanceLabel({ distanceM, receivedAt }: Duplicate, thisReceivedAt: string): string {
	const place = distanceM === null ? '同一乡镇' : `相距约 ${distanceM} 米`;
	const days = Math.round((Date.parse(dayOf(thisReceivedAt)) - Date.parse(dayOf(receivedAt))) / dayMs);
	const time = days === 0 ? '同日收到' : days > 0 ? `早 ${days} 天收到` : `晚 ${-days} 天收到`;
	return `${place}，${time}`;
}
