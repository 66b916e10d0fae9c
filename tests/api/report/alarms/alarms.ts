import { asc } from 'drizzle-orm';
import type { Content } from '../../../../content/content.ts';
import type { DutyEntry } from '../../../../content/schema/alarms.ts';
import { alarmCalls } from '../../../../db/schema/alarms.ts';
import { type Answer, content, type TestPortal } from '../../portal.ts';

export const beipiao = 211381;
export const lingyuan = 211382;
export const city = 211300;
const always = [1, 2, 3, 4, 5, 6, 7];

/** Somebody on duty of an area; `channels` are the ways to reach them. */
export function onDuty(adcode: number, role: string, channels: Partial<DutyEntry> = {}): DutyEntry {
	return { unit: `${adcode}-emergency`, role, sms: '0421-0000000', ...channels };
}

/** What the portal says, with these on duty day and night, one after the other. */
export function withDuty(onDutyOf: Record<number, DutyEntry[]>): Content {
	const duty = Object.entries(onDutyOf).map(([adcode, call]) => ({
		adcode: Number(adcode),
		demo: false,
		shifts: [{ name: '全年', days: always, call }],
	}));
	return {
		...content,
		duty,
		alarms: { ...content.alarms, repeat: { everyMinutes: 15, times: 3, thenEveryMinutes: 60 } },
	};
}

/** Two on duty in 北票市, one in 凌源市 and one in the city. */
export const roster = withDuty({
	[beipiao]: [onDuty(beipiao, '值班员'), onDuty(beipiao, '带班领导')],
	[lingyuan]: [onDuty(lingyuan, '值班员')],
	[city]: [onDuty(city, '市值班员')],
});

/** A report of a dam in danger in 北票市. */
export function danger(changes: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		category: 'tailings-danger',
		description: '坝上裂了一道口子，水一直往外冒。',
		location: { adcode: beipiao, town: '宝国老镇', place: '村北' },
		...changes,
	};
}

/** Everybody who was called, in order: whose roster and which post. */
export async function callsOf({ staff }: Pick<TestPortal, 'staff'>): Promise<string[]> {
	const rows = await staff.db.read.select().from(alarmCalls).orderBy(asc(alarmCalls.at), asc(alarmCalls.seq));
	return rows.map(({ adcode, role }) => `${adcode} ${role ?? '未配置'}`);
}

/** Lets so many minutes pass, with the alarms looked at each minute as the running portal does. */
export async function wait(portal: TestPortal, minutes: number): Promise<void> {
	for (let minute = 0; minute < minutes; minute++) {
		portal.setNow(new Date(portal.staff.now().getTime() + 60_000).toISOString());
		await portal.alarmEscalation.run();
	}
}

/** Presses 已接警 as an account. */
export async function answer(portal: TestPortal, username: string, number: string): Promise<Answer> {
	return portal.call('POST', `api/staff/reports/${number}/alarm/answer`, { as: await portal.signIn(username) });
}
