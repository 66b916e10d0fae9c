import { z } from 'zod';
import { datums } from '../../../content/facts/datums.ts';
import { modes } from '../../../content/facts/names.ts';
import { abroad, inChina, parsePlace } from '../../../content/facts/read-place.ts';
import {
	captchaAnswer,
	groupedCode,
	multilineText,
	optionalEmail,
	optionalPhone,
	optionalSingleLineText,
	reference,
	singleLineText,
} from '../../http/text.ts';

const latitude = { error: '纬度应在 -90 到 90 之间，请核对经度和纬度是否填反', abort: true };
const longitude = { error: '经度应在 -180 到 180 之间', abort: true };
export const Latitude = z.number('纬度应是数字').min(-90, latitude).max(90, latitude);
export const Longitude = z.number('经度应是数字').min(-180, longitude).max(180, longitude);
export const DatumName = z.enum(datums, '坐标系不在可选范围内').meta({
	description: '坐标系。wgs84：手机定位；cgcs2000：天地图；gcj02：高德、腾讯；bd09：百度',
});

/** A county of this prefecture by its code. */
export const CountyCode = z.int('请选择县（市）区');

const besidePoint = {
	/** County the reporter picked where the point is near a border. */
	adcode: CountyCode.optional(),
	place: optionalSingleLineText('地点说明', 200).meta({ description: '地点说明' }),
};

const Coordinates = z
	.strictObject({ lat: Latitude, lon: Longitude, datum: DatumName.default('wgs84'), ...besidePoint })
	.refine(inChina, { path: ['lat'], error: abroad })
	.meta({ title: '坐标' });

const Pasted = z
	.strictObject({
		coordinates: singleLineText({ name: '坐标', missing: '请填写坐标', most: 2000 }).meta({
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
		adcode: CountyCode.optional(),
		town: optionalSingleLineText('乡镇名称', 40).meta({ description: '乡镇名称' }),
		place: singleLineText({
			name: '地点说明',
			missing: '请写明地点',
			short: '请写明地点，例如村名和方位',
			least: 2,
			most: 200,
		}).meta({
			description: '地点说明，例如村名和方位',
		}),
	})
	.meta({ title: '县区、乡镇和地点' });

// After the union: with a transform inside one branch, zod would report the errors of the other branches.
const Location = z
	.union([Coordinates, Pasted, Named], '请写明地点：选择县（市）区并写明位置，或者提供坐标')
	.transform((location) => ('coordinates' in location ? pointOf(location) : location));

function pointOf({ coordinates, datum, ...beside }: z.infer<typeof Pasted>): z.infer<typeof Coordinates> {
	const parsed = parsePlace(coordinates);
	return parsed.ok ? { lat: parsed.lat, lon: parsed.lon, datum: parsed.datum ?? datum, ...beside } : z.NEVER;
}

const Reporter = z
	.strictObject({
		mode: z
			.enum(modes, '请选择匿名、保密或实名')
			.meta({ description: 'anonymous：匿名；confidential：保密；named：实名' }),
		name: optionalSingleLineText('姓名', 40).meta({ description: '姓名，保密和实名的必须填写' }),
		phone: optionalPhone().meta({ description: '电话，可以带区号和分机' }),
		email: optionalEmail().meta({ description: '邮箱' }),
	})
	.refine((reporter) => reporter.mode === 'anonymous' || reporter.name, {
		path: ['name'],
		error: '保密举报和实名举报请填写姓名；不愿填写可改选匿名举报',
	});

/** What is reported, an id of the categories. */
export const Category = reference(60, '请选择举报事项').min(1, '请选择举报事项');

/** Files that were uploaded before. */
export const UploadIds = z
	.array(reference(80))
	.max(9, '最多附 9 个文件')
	.meta({ description: '已经上传的文件的编号，同时给出 Upload-Draft' });

/** A county that must not see the report. */
export const AvoidedCounty = z.int('请选择要回避的县（市）区');

/** Body of POST /api/reports, version 1 of the public contract. */
export const ReportInput = z
	.strictObject({
		category: Category,
		description: multilineText({
			name: '情况说明',
			missing: '请写明情况',
			short: '请至少写 5 个字，说明看到了什么',
			least: 5,
			most: 4000,
		}).meta({ description: '看到了什么。字数不计看不见的字符' }),
		occurredOn: z.iso
			.date('日期应写成 2026-03-01 的样子')
			.optional()
			.meta({ description: '发生的日期，不早于 1990-01-01，不晚于今天' }),
		location: Location,
		pondId: reference(80)
			.optional()
			.meta({ description: '尾矿库的编号，公开数据 ponds.json 中的 id；空的视为没有填写' }),
		uploads: UploadIds.optional(),
		reporter: Reporter,
		mineId: reference(80).optional().meta({ description: '矿山的编号；空的视为没有填写' }),
		avoidCounty: z.boolean().default(false).meta({ description: '请所在县（市、区）回避，由市级直接办理' }),
		avoidCounties: z
			.array(AvoidedCounty)
			.max(50, '要回避的县（市）区太多')
			.default([])
			.meta({ description: '要回避的县（市、区），行政区划代码' }),
		captcha: captchaAnswer.meta({ description: '验证的答案' }),
	})
	.meta({ ref: 'ReportRequest', description: '一件举报' });
export type ReportInput = z.infer<typeof ReportInput>;

/** Number and secret of a receipt, as typed. */
export const Receipt = z.strictObject({
	number: groupedCode()
		.max(64)
		.meta({ description: '受理编号，12 位数字，可以分组书写', examples: ['123456789012'] }),
	secret: groupedCode()
		.max(64)
		.meta({ description: '查询密码，16 位数字，可以分组书写', examples: ['1234567890123456'] }),
	captcha: captchaAnswer.meta({ description: '验证的答案；出错太多、答复中有 captcha 时才需要' }),
});
export type Receipt = z.infer<typeof Receipt>;
