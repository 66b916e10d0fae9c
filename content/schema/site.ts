import { z } from 'zod';
import { Text } from './common.ts';

/** A fact that only the operator knows. Left out = shown as 未配置, never guessed. */
const Unset = Text.optional();

/** content/site.yaml: who runs this portal. Every optional key is shown as 未配置 until it is set. */
export const Site = z.strictObject({
	/** Full name of the portal, in the page head and the title of every page. */
	title: Text,
	/** Name for narrow places: browser tab, phone header. */
	shortTitle: Text,
	/** One or two sentences that say what the portal is for. */
	description: Text,
	/** meta SiteDomain of government sites: the host name without protocol. */
	domain: Unset,
	/** meta SiteIDCode: the 10-digit code of the national register of government sites. */
	siteIdCode: z
		.string()
		.regex(/^\d{10}$/, '网站标识码是 10 位数字')
		.optional(),
	/** ICP filing number, shown in the footer. */
	icp: Unset,
	/** Public-security filing number, shown in the footer. */
	policeFiling: Unset,
	/** 主办单位. */
	sponsor: Unset,
	/** 承办单位. */
	operator: Unset,
	/** 联系电话 of the office that runs the portal. */
	phone: Unset,
	/** National reporting lines. Only lines that exist nationwide. */
	hotlines: z.array(
		z.strictObject({
			/** The number as dialled. */
			number: Text,
			/** What it is for, in a few words. */
			purpose: Text,
			/** True for lines to call first when life is in danger. */
			emergency: z.boolean().default(false),
		}),
	),
	/** Body that protects reporters (打击报复, 信息泄露); unset = 未配置. */
	protection: z
		.strictObject({
			name: Text,
			/** Duty phone. Never a private mobile. */
			phone: Text.optional(),
			/** Mail address that is told that it is needed, without saying by whom. */
			email: z.email('邮箱写法不对').optional(),
		})
		.optional(),
	/** Channels above the city, for those who say that the city itself is involved; empty = 未配置. */
	higherChannels: z
		.array(z.strictObject({ name: Text, phone: Text.optional(), url: z.url('网址应以 https:// 开头').optional() }))
		.default([]),
	/** 天地图 key and approval number. Both unset: the schematic map is used and says 示意图. */
	map: z
		.strictObject({
			/** Browser key of the operator's 天地图 account. */
			tiandituKey: Unset,
			/** 审图号, shown in the map's corner. Required as soon as a key is set. */
			approvalNumber: Unset,
		})
		.refine((map) => !map.tiandituKey || map.approvalNumber, {
			path: ['approvalNumber'],
			error: '设置了天地图密钥，必须同时填写审图号',
		})
		.default({}),
	/** 申请公开 and correction contact shown on the about page. */
	disclosureContact: Unset,
});
export type Site = z.infer<typeof Site>;
