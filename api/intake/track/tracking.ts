import { z } from 'zod';
import { ReporterAlarm } from '../../report/alarms/alarm-for-reporter.ts';
import { StatusCode } from '../../report/statuses.ts';
import { NamedArea } from '../receive/receipt-answer.ts';
import { ConsentAsked } from './consent-asked.ts';
import { RewardStatus } from './reward-status.ts';

const statusName = z.string().meta({ description: '办理状态的名称' });

/** A line of the history. */
const TimelineEntry = z.object({
	at: z.iso.datetime().meta({ description: '时间' }),
	status: StatusCode,
	statusName,
	unit: z.string().meta({ description: '单位' }),
	text: z.string().meta({ description: '办理情况' }),
});

/** A line of the conversation. */
const Message = z.object({
	at: z.iso.datetime().meta({ description: '时间' }),
	from: z.enum(['reporter', 'staff']).meta({ description: 'reporter：举报人；staff：承办单位' }),
	text: z.string(),
	pictures: z.array(z.string()).meta({ description: '照片的编号，用于 POST /reports/track/pictures' }),
});

/** Answer of POST /api/reports/track: all the reporter may know, and nothing of any officer. */
export const Tracking = z
	.object({
		number: z
			.string()
			.regex(/^\d{12}$/)
			.meta({ description: '受理编号' }),
		status: StatusCode,
		statusName,
		category: z.string().meta({ description: '举报事项的名称' }),
		county: NamedArea.nullable().meta({ description: '承办的县（市、区）或者本市；由市级确定的为 null' }),
		unit: z.string().meta({ description: '承办单位' }),
		avoided: z.array(NamedArea).meta({ description: '回避的县（市、区），看不到这件举报' }),
		consentAsked: ConsentAsked.nullable().meta({ description: '市级的征询；没有的为 null' }),
		/** Only where somebody may be in danger. */
		alarm: ReporterAlarm.exactOptional(),
		acceptBy: z.iso.date().meta({ description: '最迟在这一天决定是否受理' }),
		replyBy: z.iso.date().meta({ description: '最迟在这一天答复，含延长' }),
		overdue: z.boolean().meta({ description: '已经超过期限' }),
		next: z
			.object({
				text: z.string().meta({ description: '下一步' }),
				by: z.iso.date().nullable().meta({ description: '最迟在这一天；没有期限的为 null' }),
			})
			.meta({ description: '接下来做什么' }),
		timeline: z.array(TimelineEntry).meta({ description: '办理经过，先发生的在前' }),
		moreTalk: z.int().min(0).meta({ description: '办理经过中没有列出的较早的往来' }),
		messages: z.array(Message).meta({ description: '一页留言，较早的在前' }),
		messagesTotal: z.int().min(0).meta({ description: '全部留言数' }),
		moreMessages: z.int().min(0).meta({ description: '比这一页更早的留言数' }),
		messagesBefore: z.string().nullable().meta({ description: '查看更早一页的 before；没有更早的为 null' }),
		reward: RewardStatus.nullable().meta({ description: '举报奖励；没有奖励办法或者不适用的为 null' }),
		rating: z
			.object({
				score: z.int().min(1).max(5).meta({ description: '满意程度，5 为最满意' }),
				text: z.string().nullable().meta({ description: '意见' }),
			})
			.nullable()
			.meta({ description: '举报人的评价；没有评价的为 null' }),
		canMessage: z.boolean().meta({ description: '可以补充情况' }),
		canRate: z.boolean().meta({ description: '可以评价' }),
		canReview: z.boolean().meta({ description: '可以申请复查' }),
	})
	.meta({
		ref: 'Tracking',
		description: '办理进度',
		examples: [
			{
				number: '123456789012',
				status: 'accepted',
				statusName: '已受理',
				category: '（示例）某事项',
				county: { adcode: 999999, name: '（示例）某县' },
				unit: '（示例）某县某局',
				avoided: [],
				consentAsked: null,
				acceptBy: '2026-03-16',
				replyBy: '2026-04-30',
				overdue: false,
				next: { text: '承办单位将派人核查。', by: '2026-04-30' },
				timeline: [
					{
						at: '2026-03-01T02:00:00.000Z',
						status: 'assigned',
						statusName: '待受理',
						unit: '（示例）某县某局',
						text: '（示例）已转承办单位。',
					},
				],
				moreTalk: 0,
				messages: [
					{ at: '2026-03-02T02:00:00.000Z', from: 'reporter', text: '（示例）昨天夜里又有车出来。', pictures: [] },
				],
				messagesTotal: 1,
				moreMessages: 0,
				messagesBefore: null,
				reward: null,
				rating: null,
				canMessage: true,
				canRate: false,
				canReview: false,
			},
		],
	});
export type Tracking = z.infer<typeof Tracking>;
