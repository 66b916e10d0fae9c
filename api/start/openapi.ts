import type { Context, Hono } from 'hono';
import { type GenerateSpecOptions, generateSpecs, resolver } from 'hono-openapi';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { describe } from '../http/describe.ts';
import { Problem } from '../http/errors.ts';

/** Answer of GET /api/health. */
export const Health = z
	.object({
		status: z.literal('ok'),
		storage: z
			.enum(['ok', 'away'])
			.exactOptional()
			.meta({ description: '只在文件存放在 S3 存储时有：away 的，暂时不能收取和打开文件，其他不受影响' }),
	})
	.meta({ ref: 'Health', description: '平台正在运行' });

const tag = '平台';

/** What the document says about the routes that the app itself has. */
export const operations = {
	health: describe({
		operationId: 'getHealth',
		summary: '平台是否正在运行',
		description: '用于监测，不查询数据库。',
		tag,
		answers: { 200: { description: '正在运行', body: { type: 'application/json', schema: Health } } },
		refusals: [],
	}),
	document: describe({
		operationId: 'getOpenApi',
		summary: '本接口的说明',
		description: 'OpenAPI 3.1，由程序按实际的接口生成。',
		tag,
		answers: {
			200: {
				description: '本文件',
				body: { type: 'application/json', schema: z.object({ openapi: z.string() }).loose() },
			},
		},
		refusals: [],
	}),
};

/** Answers the OpenAPI document of all routes of `app`, which it is made of once. */
export function openApiDocument(app: Hono, deps: Pick<Deps, 'content' | 'siteUrl'>) {
	let text: Promise<string> | undefined;
	return async (c: Context) => {
		text ??= write(app, deps).then((document) => JSON.stringify(document));
		return c.body(await text, 200, { 'content-type': 'application/json' });
	};
}

async function write(app: Hono, deps: Pick<Deps, 'content' | 'siteUrl'>) {
	// Every refusal refers to it.
	const { components } = await resolver(Problem).toOpenAPISchema();
	const document = await generateSpecs(app, {
		documentation: { ...documentation(deps), components },
		excludeStaticFile: false,
		excludeMethods: [],
		defaultValidationErrorResponse: false,
	});
	return {
		...document,
		paths: Object.fromEntries(Object.entries(document.paths).map(([path, item]) => [path, named(item)])),
	};
}

/** Moves what is described as another method than the one hono has a route for. */
function named(item: object): object {
	return Object.fromEntries(
		Object.entries(item).map(([method, { 'x-method': other = method, ...operation }]) => [other, operation]),
	);
}

function documentation({
	content: { site },
	siteUrl,
}: Pick<Deps, 'content' | 'siteUrl'>): GenerateSpecOptions['documentation'] {
	return {
		openapi: '3.1.0',
		info: {
			title: `${site.title}公开接口`,
			version: '1',
			summary: '提交举报、上传文件、查询办理进度',
			description: [
				`${site.description}本接口供任何人使用，不用登录。`,
				'第 1 版只增不改：答复中可以增加新的字段，代码可以增加新的值，客户端应当忽略不认识的字段。请求中不认识的字段和参数一律拒绝。',
				'拒绝的答复是 application/problem+json，代码（code）固定，说明（detail）可以直接给使用者看。没有的网址答复 404 not_found。',
				'举报的凭证是受理编号和查询密码，写在请求的正文中。文本中看不见的字符会被去掉，前后的空格不计。',
				'公开数据在同一网站的 data/ 目录。示例都是虚构的。',
			].join('\n\n'),
			license: { name: 'MIT', identifier: 'MIT' },
			contact: { name: site.operator ?? site.sponsor ?? site.title, url: siteUrl.href },
		},
		servers: [{ url: new URL('api', siteUrl).href, description: site.title }],
		externalDocs: { url: new URL('data/', siteUrl).href, description: '公开数据' },
		security: [],
		tags: [
			{ name: '举报', description: '提交举报' },
			{ name: '办理进度', description: '凭受理编号和查询密码查询、补充、评价' },
			{ name: '附件', description: '提交前上传文件' },
			{ name: '地点', description: '坐标所在的县（市、区）' },
			{ name: '验证', description: '区分人和自动程序' },
			{ name: '平台', description: '运行状态和本说明' },
		],
	};
}
