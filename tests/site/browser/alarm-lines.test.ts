import { expect, it } from 'vitest';
import { alarmLines } from '../../../site/browser/alarm-lines.ts';

const call = { office: '北票市应急管理局', at: '2027-02-05T15:15:00.000Z', delivered: true };
const open = { called: [call], answeredAt: null, answeredBy: null };

it('says which office was told and when, in the time of the place, and that nobody has answered', () => {
	expect(alarmLines(open)).toEqual([
		'2027年2月5日 23:15，已通知北票市应急管理局。',
		'现在还没有接警，接警时间将显示在查询页。',
	]);
});

it('claims no call that nothing has taken', () => {
	const [line] = alarmLines({ ...open, called: [{ ...call, delivered: false }] });
	expect(line).toBe('2027年2月5日 23:15，正在通知北票市应急管理局，尚未送达。');
});

it('says who answered and when', () => {
	const answered = { ...open, answeredAt: '2027-02-05T15:18:00.000Z', answeredBy: '北票市' };
	expect(alarmLines(answered).at(-1)).toBe('2027年2月5日 23:18，北票市值班人员已接警。');
});

it('promises nobody where the roster is unset', () => {
	expect(alarmLines({ ...open, called: [] })).toEqual(['值班安排未配置，没有自动通知值班人员，请直接拨打上述电话。']);
});
