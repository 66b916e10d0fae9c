import { areaName } from '../../../content/facts/area-name.ts';
import type { DutyEntry } from '../../../content/schema/alarms.ts';
import type { Sending } from '../../config.ts';
import type { Deps } from '../../deps.ts';
import { dutyGaps } from './duty.ts';

/** What keeps an alarm from reaching anybody, one sentence each, for whoever starts the portal. */
export function dutyWarnings(
	{ content, now, demo }: Pick<Deps, 'content' | 'now' | 'demo'>,
	sending: Sending,
): string[] {
	const gaps = dutyGaps(content, now());
	const named = (always: boolean) =>
		gaps.filter((gap) => gap.always === always).map(({ adcode }) => areaName(content, adcode));
	const [unset, partly] = [named(true), named(false)];
	const entries = content.duty.flatMap(({ shifts }) => shifts.flatMap(({ call }) => call));
	// A demonstration reaches nobody anyway.
	const uses = (channel: keyof DutyEntry) => !demo && entries.some((entry) => entry[channel] !== undefined);
	const where = '请在 content/rules/duty.yaml 中填写';
	return [
		unset.length > 0 ? `值班安排未配置：${unset.join('、')}。险情警报不能通知这些地区的值班人员，${where}。` : [],
		partly.length > 0 ? `值班安排两周内有时段无人值班：${partly.join('、')}，${where}。` : [],
		uses('sms') && !sending.sms ? '值班安排中有短信号码，但没有设置 SMS_WEBHOOK_URL，险情短信不能发出。' : [],
		uses('phone') && !sending.call ? '值班安排中有电话号码，但没有设置 CALL_WEBHOOK_URL，险情电话不能拨出。' : [],
		uses('hook') && !sending.secret ? '值班安排中有通知地址，但没有设置 WEBHOOK_SECRET，险情通知不能发出。' : [],
	].flat();
}
