import type { Category, Deadline } from '../../content/schema/rules.ts';

/** What starts each clock, in words. */
export const startNames: Record<Deadline['starts'], string> = {
	received: '收到举报之日',
	assigned: '转交承办单位之日',
	accepted: '受理之日',
	concluded: '办结之日',
	filed: '立案之日',
	decided: '作出决定之日',
	reply: '原答复期限届满之日',
};

/** e.g. 15 日, 5 个工作日. */
export const daysOf = ({ days, count }: Deadline): string => (count === 'working' ? `${days} 个工作日` : `${days} 日`);

/** The laws a category rests on, one line each, with the days they are in force. */
export function basisLines({ basis }: Category): string[] {
	return basis.map(({ law, article, from, to, standing }) => {
		const force = [from && `${from} 起施行`, to && `适用于 ${to} 以前的行为`].filter(Boolean).join('，');
		const mark = standing === 'working' ? '，临时口径' : '';
		return `${law}${article ?? ''}${force ? `（${force}${mark}）` : mark && '（临时口径）'}`;
	});
}
