import { z } from 'zod';
import { datums } from '../../../content/facts/map-link.ts';
import { abroad, inChina, parsePlace } from '../../../content/facts/read-place.ts';
import { modes } from '../../../db/schema/reports.ts';
import {
	captchaAnswer,
	groupedCode,
	line,
	optionalEmail,
	optionalLine,
	optionalPhone,
	reference,
	words,
} from '../../http/text.ts';

const latitude = { error: '纬度应在 -90 到 90 之间，请核对经度和纬度是否填反', abort: true };
const longitude = { error: '经度应在 -180 到 180 之间', abort: true };
export const Latitude = z.number('纬度应是数字').min(-90, latitude).max(90, latitude);
export const Longitude = z.number('经度应是数字').min(-180, longitude).max(180, longitude);
export const DatumName = z.enum(datums, '坐标系不在可选范围内');

const besidePoint = {
	/** County the reporter picked where the point is near a border. */
	adcode: z.int().optional(),
	place: optionalLine('地点说明', 200),
};

const Coordinates = z
	.strictObject({ lat: Latitude, lon: Longitude, datum: DatumName.default('wgs84'), ...besidePoint })
	.refine(inChina, { path: ['lat'], error: abroad })
	.meta({ title: '坐标' });

const Pasted = z
	.strictObject({
		coordinates: line({ name: '坐标', missing: '请填写坐标', most: 2000 }).meta({
			description: '经纬度或地图链接，照原样；链接写明坐标系的，以链接为准',
		}),
		datum: DatumName.default('wgs84'),
		...besidePoint,
	})
	.superRefine(({ coordinates }, context) => {
		const parsed = parsePlace(coordinates);
		if (!parsed.ok) context.addIssue({ code: 'custom', path: ['coordinates'], message: parsed.sentence });
	})
	.meta({ title: '坐标文字或地图链接' });

const Named = z
	.strictObject({
		adcode: z.int('请选择县（市）区').optional(),
		town: optionalLine('乡镇名称', 40),
		place: line({ name: '地点说明', missing: '请写明地点', short: '请写明地点，例如村名和方位', least: 2, most: 200 }),
	})
	.meta({ title: '县区、乡镇和地点' });

// Behind the union: a branch that transforms would leave it to the others to say what is wrong.
const Location = z
	.union([Coordinates, Pasted, Named], '请写明地点：选择县（市）区并写明位置，或者提供坐标')
	.transform((location) => ('coordinates' in location ? pointOf(location) : location));

function pointOf({ coordinates, datum, ...beside }: z.infer<typeof Pasted>): z.infer<typeof Coordinates> {
	const parsed = parsePlace(coordinates);
	return parsed.ok ? { lat: parsed.lat, lon: parsed.lon, datum: parsed.datum ?? datum, ...beside } : z.NEVER;
}

const Reporter = z
	.strictObject({
		mode: z.enum(modes, '请选择匿名、保密或实名'),
		name: optionalLine('姓名', 40),
		phone: optionalPhone(),
		email: optionalEmail(),
	})
	.refine((reporter) => reporter.mode === 'anonymous' || reporter.name, {
		path: ['name'],
		error: '保密举报和实名举报请填写姓名；不愿填写可改选匿名举报',
	});

/** Body of POST /api/reports, version 1 of the public contract. */
export const ReportInput = z.strictObject({
	category: reference(60, '请选择举报事项').min(1, '请选择举报事项'),
	description: words({
		name: '情况说明',
		missing: '请写明情况',
		short: '请至少写 5 个字，说明看到了什么',
		least: 5,
		most: 4000,
	}),
	occurredOn: z.iso.date('日期应写成 2026-03-01 的样子').optional(),
	location: Location,
	pondId: reference(80).optional(),
	uploads: z.array(reference(80)).max(9, '最多附 9 个文件').optional(),
	reporter: Reporter,
	mineId: reference(80).optional(),
	avoidCounty: z.boolean().default(false).meta({ description: '请所在县（市、区）回避，由市级直接办理' }),
	avoidCounties: z
		.array(z.int('请选择要回避的县（市）区'))
		.max(50, '要回避的县（市）区太多')
		.default([])
		.meta({ description: '要回避的县（市、区），行政区划代码' }),
	captcha: captchaAnswer,
});
export type ReportInput = z.infer<typeof ReportInput>;

/** Number and secret of a receipt, as typed. */
export const Receipt = z.strictObject({
	number: groupedCode().max(64).meta({ description: '受理编号，12 位数字' }),
	secret: groupedCode().max(64).meta({ description: '查询密码，16 位数字' }),
	captcha: captchaAnswer.meta({ description: '验证的答案；出错太多、答复中有 captcha 时才需要' }),
});
export type Receipt = z.infer<typeof Receipt>;
