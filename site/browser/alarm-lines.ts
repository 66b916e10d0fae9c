import type { PublicAlarm } from '../../api/start/public-contract.ts';
import { momentInWords } from '../../content/facts/time.ts';
import { byId, element, fill } from './element.ts';

/** One sentence for each office that was called, and one for the answer. */
export function alarmLines({ called, answeredAt, answeredBy }: PublicAlarm): string[] {
	if (answeredAt) {
		const answered = `${momentInWords(answeredAt)}，${answeredBy ?? ''}值班人员已接警。`;
		return [...called.map(({ office, at }) => `${momentInWords(at)}，已通知${office}。`), answered];
	}
	if (called.length === 0) return ['值班安排未配置，没有自动通知值班人员，请直接拨打上述电话。'];
	const lines = called.map(({ office, at, delivered }) =>
		delivered ? `${momentInWords(at)}，已通知${office}。` : `${momentInWords(at)}，正在通知${office}，尚未送达。`,
	);
	return [...lines, '现在还没有接警，接警时间将显示在查询页。'];
}

/** Shows the alarm in the elements with this prefix, or hides them where there is none. */
export function showAlarm(prefix: string, alarm: PublicAlarm | undefined): void {
	byId(`${prefix}-alarm`).hidden = !alarm;
	fill(byId(`${prefix}-alarm-lines`), ...(alarm ? alarmLines(alarm).map((line) => element('li', {}, line)) : []));
}
