import { z } from 'zod';
import { EvidenceRules } from '../../../content/schema/evidence.ts';
import { ReporterAlarm } from '../../report/alarms/alarm-for-reporter.ts';
import { StatusCode } from '../../report/statuses.ts';

/** A county or the city in an answer. */
export const NamedArea = z
	.object({
		adcode: z.int().meta({ description: '行政区划代码' }),
		name: z.string().meta({ description: '名称' }),
	})
	.meta({ ref: 'Area', description: '县（市、区）或者本市' });

/** Answer of POST /api/reports: the receipt. The secret is shown this once. */
export const ReceiptAnswer = z
	.object({
		number: z
			.string()
			.regex(/^\d{12}$/)
			.meta({ description: '受理编号，12 位数字，末位是校验码' }),
		secret: z
			.string()
			.regex(/^\d{16}$/)
			.meta({ description: '查询密码，16 位数字，只在这里给出一次' }),
		status: StatusCode,
		county: NamedArea.nullable().meta({ description: '属地县（市、区）；由市级确定的为 null' }),
		unit: z.string().meta({ description: '承办单位' }),
		avoided: z.array(NamedArea).meta({ description: '回避的县（市、区），看不到这件举报' }),
		/** Who is called at once. */
		alarm: ReporterAlarm.exactOptional(),
		files: z
			.array(
				z.object({
					kind: EvidenceRules.shape.kinds.keyof().meta({ description: '照片、视频、录音、文件' }),
					count: z.int().min(1).meta({ description: '个数' }),
				}),
			)
			.meta({ description: '随举报收到的文件，按种类' }),
		acceptBy: z.iso.date().meta({ description: '最迟在这一天决定是否受理（北京时间）' }),
		replyBy: z.iso.date().meta({ description: '最迟在这一天答复（北京时间）' }),
		/** Number and secret only in the fragment, which no server sees. */
		trackUrl: z.url().meta({ description: '查询页；编号和密码在 # 之后，不会发给服务器' }),
	})
	.meta({
		ref: 'Receipt',
		description: '举报回执',
		examples: [
			{
				number: '123456789012',
				secret: '1234567890123456',
				status: 'assigned',
				county: { adcode: 999999, name: '（示例）某县' },
				unit: '（示例）某县某局',
				avoided: [],
				files: [{ kind: 'picture', count: 2 }],
				acceptBy: '2026-03-16',
				replyBy: '2026-04-30',
				trackUrl: 'https://portal.invalid/track/#123456789012-1234567890123456',
			},
		],
	});
export type ReceiptAnswer = z.infer<typeof ReceiptAnswer>;
