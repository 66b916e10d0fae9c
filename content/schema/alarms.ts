import { z } from 'zod';
import { Adcode, Day, Slug, Text } from './common.ts';

/** content/rules/alarms.yaml: how an alarm is passed on while nobody answers. Minutes of the clock on the wall, day and night. */
export const AlarmRules = z.strictObject({
	/**
	 * Minutes that whoever was called has to answer before the next on the roster is called. So long a call speaks for
	 * further alarms, too: the same post is not called again meanwhile.
	 */
	answerMinutes: z.int().positive(),
	/** Minutes within which further reports of the same place join an alarm. */
	joinMinutes: z.int().positive(),
	/** Once everybody on the rosters was called: the city's duty office again and again. */
	repeat: z.strictObject({
		/** Minutes between two repetitions. */
		everyMinutes: z.int().positive(),
		/** How often at this pace; then the city's supervisors get a line, and the pace slows down. */
		times: z.int().positive(),
		/** Minutes between two repetitions from then on, until somebody answers: an alarm that is open never falls silent. */
		thenEveryMinutes: z.int().positive(),
	}),
});
export type AlarmRules = z.infer<typeof AlarmRules>;

/** Written as it is dialled; sample rosters have numbers that nobody has. */
const Phone = z.string().regex(/^\+?\d[\d-]{3,28}\d$/, '电话只填数字，例如 0421-0000000');

/** Somebody on duty, by office and post. Never a name. */
export const DutyEntry = z
	.strictObject({
		/** Office, an id of units.yaml of the same county or of the city; the reporter reads its name. */
		unit: Slug,
		/** Post, e.g. 值班员. Staff read it. */
		role: Text,
		/** Number that the SMS gateway (SMS_WEBHOOK_URL) writes to. */
		sms: Phone.optional(),
		/** Number that the telephone gateway (CALL_WEBHOOK_URL) rings. */
		phone: Phone.optional(),
		/** Address that gets the alarm as signed JSON, e.g. a device in the duty room. */
		hook: z.url({ protocol: /^https$/, error: '地址必须以 https 开头' }).optional(),
	})
	.refine(({ sms, phone, hook }) => sms ?? phone ?? hook, '至少填写 sms、phone、hook 中的一项');
export type DutyEntry = z.infer<typeof DutyEntry>;

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** A time and those on duty in it, in the order in which they are called. */
export const DutyShift = z
	.strictObject({
		/** e.g. 春节值班. */
		name: Text,
		/** First and last day, both inclusive; left out: without end. */
		from: Day.optional(),
		to: Day.optional(),
		/** Days of the week on which it begins, 1 (Monday) to 7 (Sunday). */
		days: z.array(z.int().min(1).max(7)).min(1).default(everyDay),
		/** Hours in Asia/Shanghai, e.g. 17:30-08:30 over midnight; left out: the whole day. */
		hours: z
			.string()
			.regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, '时段应写成 17:30-08:30 的样子')
			.refine((hours) => hours.slice(0, 5) !== hours.slice(6), '起止时刻不能相同；全天值班的，不写 hours')
			.optional(),
		/** Called one after the other while nobody answers. */
		call: z.array(DutyEntry).min(1),
	})
	.refine(({ from, to }) => !from || !to || from <= to, { path: ['to'], error: '最后一天不能早于第一天' });
export type DutyShift = z.infer<typeof DutyShift>;

/** The roster of the city or of one county. The first shift that covers a moment holds: special days stand on top. */
export const DutyRoster = z.strictObject({
	/** Code of the city or of a county. */
	adcode: Adcode,
	/** True: made up, shown as 演示数据 and refused on a real portal. */
	demo: z.boolean().default(false),
	shifts: z.array(DutyShift).min(1),
});
export type DutyRoster = z.infer<typeof DutyRoster>;

/** content/rules/duty.yaml: who is called when somebody may be in danger. A county without a roster is 未配置: the city is called at once. */
export const Duty = z.array(DutyRoster);
