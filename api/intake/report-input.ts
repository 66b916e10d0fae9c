import { z } from 'zod';

/** Spaces and hyphens, half or full width, that people put between groups of digits. */
const groupMarks = /[\s\-\u2013\u2014\u3000]/g;

/** Digits as a person types them: groups, hyphens and full-width digits are accepted. */
export const Digits = z
	.string()
	.max(64)
	.transform((text) => text.normalize('NFKC').replace(groupMarks, ''));

const trimmed = (max: number, message: string) =>
	z
		.string()
		.trim()
		.max(max, message)
		.transform((text) => text || undefined)
		.optional();

const Coordinates = z
	.strictObject({
		lat: z.number('纬度应是数字').min(-90, '纬度应在 -90 到 90 之间').max(90, '纬度应在 -90 到 90 之间'),
		lon: z.number('经度应是数字').min(-180, '经度应在 -180 到 180 之间').max(180, '经度应在 -180 到 180 之间'),
		datum: z.enum(['wgs84', 'cgcs2000', 'gcj02', 'bd09'], '坐标系不在可选范围内').default('wgs84'),
		/** County the reporter picked where the point is near a border. */
		adcode: z.int().optional(),
		place: trimmed(200, '地点说明不超过 200 个字'),
	})
	.meta({ title: '坐标' });

const Named = z
	.strictObject({
		adcode: z.int('请选择县（市）区').optional(),
		town: trimmed(40, '乡镇名称不超过 40 个字'),
		place: z.string('请写明地点').trim().min(2, '请写明地点，例如村名和方位').max(200, '地点说明不超过 200 个字'),
	})
	.meta({ title: '县区、乡镇和地点' });

const Reporter = z
	.strictObject({
		mode: z.enum(['anonymous', 'confidential', 'named'], '请选择匿名、保密或实名'),
		name: trimmed(40, '姓名不超过 40 个字'),
		phone: trimmed(30, '电话不超过 30 个字').refine(
			(phone) => phone === undefined || /^[+\d][\d\s-]{4,29}$/.test(phone),
			'电话只填数字，例如 13800000000',
		),
		email: z
			.union([z.literal('').transform(() => undefined), z.email('邮箱写法不对').max(120, '邮箱不超过 120 个字')])
			.optional(),
	})
	.refine((reporter) => reporter.mode === 'anonymous' || reporter.name, {
		path: ['name'],
		error: '保密举报和实名举报请填写姓名；不愿填写可改选匿名举报',
	});

/** Body of POST /api/reports, version 1 of the public contract. */
export const ReportInput = z.strictObject({
	category: z.string('请选择举报事项').min(1, '请选择举报事项').max(60),
	description: z
		.string('请写明情况')
		.trim()
		.min(5, '请至少写 5 个字，说明看到了什么')
		.max(4000, '情况说明不超过 4000 个字'),
	occurredOn: z.iso.date('日期应写成 2026-03-01 的样子').optional(),
	location: z.union([Coordinates, Named], '请写明地点：选择县（市）区并写明位置，或者提供坐标'),
	pondId: z.string().max(80).optional(),
	uploads: z.array(z.string().max(80)).max(9, '最多附 9 个文件').optional(),
	reporter: Reporter,
	mineId: z.string().max(80).optional(),
	avoidCounty: z.boolean().default(false).meta({ description: '请所在县（市、区）回避，由市级直接办理' }),
	avoidCounties: z
		.array(z.int('请选择要回避的县（市）区'))
		.max(50, '要回避的县（市）区太多')
		.default([])
		.meta({ description: '要回避的县（市、区），行政区划代码' }),
	captcha: z.string().max(8000).optional(),
});
export type ReportInput = z.infer<typeof ReportInput>;

/** Number and secret of a receipt, as typed. */
export const Receipt = z.object({
	number: Digits.meta({ description: '受理编号，12 位数字' }),
	secret: Digits.meta({ description: '查询密码，16 位数字' }),
	captcha: z.string().max(8000).optional().meta({ description: '验证的答案；出错太多、答复中有 captcha 时才需要' }),
});
export type Receipt = z.infer<typeof Receipt>;
