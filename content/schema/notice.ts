import { z } from 'zod';
import { Day, Slug, Text } from './common.ts';

/** Front matter of content/notices/<id>.md; the body is Markdown. */
export const NoticeHead = z.strictObject({
	/** Full title, as on the document. */
	title: Text,
	/** notice: 通知公告; explanation: 政策解读; progress: 工作动态. */
	kind: z.enum(['notice', 'explanation', 'progress']),
	/** 索引号. */
	indexNumber: Text.optional(),
	/** 主题分类. */
	subject: Text,
	/** 发文机关. */
	issuer: Text,
	/** 成文日期. */
	written: Day,
	/** 发布日期. */
	published: Day,
	/** 发文字号. */
	documentNumber: Text.optional(),
	/** 有效性. */
	validity: z.enum(['in-force', 'expired', 'repealed']),
	/** 来源. */
	source: Text,
	/** One or two sentences for lists and sharing. */
	summary: Text,
	/** Words for search and meta tags. */
	keywords: z.array(Text).default([]),
	/** Ids of notices this one explains, or that explain it; links go both ways. */
	related: z.array(Slug).default([]),
	/** Files in content/notices/files, with the name shown. */
	attachments: z
		.array(
			z.strictObject({
				file: z.string().regex(/^[a-z0-9-]+\.[a-z0-9]+$/, '附件文件名只用小写字母、数字和连字符，例如 a-1.pdf'),
				name: Text,
			}),
		)
		.default([]),
	/** Made-up content: every page that shows it says 演示数据. */
	demo: z.boolean().default(false),
});
export type Notice = z.infer<typeof NoticeHead> & { id: string; body: string };

/** Front matter of content/guidance/<id>.md; the body is Markdown. */
export const GuidanceHead = z.strictObject({
	/** Title of the page. */
	title: Text,
	/** One sentence for lists and meta tags. */
	summary: Text,
	/** Place in the list of guidance pages. */
	order: z.int(),
	/** Day of the last change. */
	updated: Day,
});
export type Guidance = z.infer<typeof GuidanceHead> & { id: string; body: string };
