import { z } from 'zod';

/** Stable English codes of all refusals, each with its HTTP status and a Chinese title. */
const problems = {
	invalid: { status: 422, title: '填写的内容需要修改' },
	malformed: { status: 400, title: '请求无法读取' },
	too_slow: { status: 408, title: '没有及时收到' },
	too_large: { status: 413, title: '内容太大' },
	unsupported_type: { status: 415, title: '请求格式不受支持' },
	captcha_required: { status: 422, title: '请先完成验证' },
	captcha_failed: { status: 422, title: '验证没有通过' },
	captcha_unavailable: { status: 503, title: '验证服务暂时不可用' },
	idempotency_reused: { status: 422, title: '同一次提交的内容前后不一致' },
	file_refused: { status: 422, title: '文件不能接收' },
	upload_conflict: { status: 409, title: '上传的位置前后不一致' },
	upload_protocol: { status: 412, title: '上传方式不受支持' },
	too_many: { status: 429, title: '操作过于频繁' },
	not_found: { status: 404, title: '没有找到' },
	receipt_renewed: { status: 410, title: '查询密码已经作废' },
	method_not_allowed: { status: 405, title: '不支持这种请求方法' },
	not_signed_in: { status: 401, title: '请先登录' },
	sign_in_failed: { status: 401, title: '登录没有成功' },
	second_factor_required: { status: 401, title: '请输入验证码' },
	second_factor_missing: { status: 403, title: '请先启用二次验证' },
	password_change_required: { status: 403, title: '请先修改密码' },
	locked: { status: 423, title: '账号暂时锁定' },
	forbidden: { status: 403, title: '没有这项权限' },
	second_administrator_required: { status: 409, title: '须由两名管理员共同办理' },
	foreign_origin: { status: 403, title: '请求来源不受信任' },
	not_now: { status: 409, title: '当前状态下不能这样办理' },
	by_passed: { status: 409, title: '举报人要求当地回避' },
	moved_meanwhile: { status: 409, title: '这件线索刚刚有了变化' },
	exists: { status: 409, title: '已经存在' },
	unavailable: { status: 503, title: '服务暂时不可用' },
	internal: { status: 500, title: '系统出现故障' },
} as const;

/** Retry-After while the disk is full, since somebody has to free space first. */
export const storageRetrySeconds = 120;

export type ProblemCode = keyof typeof problems;

/** HTTP status of a refusal. */
export const statusOf = (code: ProblemCode): number => problems[code].status;
/** Chinese title of a refusal. */
export const titleOf = (code: ProblemCode): string => problems[code].title;

/** One field to be corrected; `path` as in the request, e.g. `location.lat`. */
const FieldProblem = z.object({
	path: z.string().meta({ description: '字段的位置，例如 location.lat；空的是整个请求' }),
	message: z.string().meta({ description: '应怎样修改' }),
});
export type FieldProblem = z.infer<typeof FieldProblem>;

/** The body of an RFC 9457 answer. */
export const Problem = z
	.object({
		type: z.literal('about:blank'),
		status: z.int().min(400).max(599).meta({ description: 'HTTP 状态码' }),
		code: z.string().meta({ description: '固定的英文代码，只增不改' }),
		title: z.string().meta({ description: '代码的中文名称' }),
		detail: z.string().meta({ description: '给使用者看的一句话，说明应怎样做' }),
		errors: z.array(FieldProblem).exactOptional().meta({ description: '需要修改的字段' }),
		captcha: z
			.boolean()
			.exactOptional()
			.meta({ description: '只在 too_many 中：true 的，附上验证的答案可以立即重试；false 的，须等 Retry-After' }),
	})
	.meta({
		ref: 'Problem',
		description: '拒绝的原因（RFC 9457）',
		examples: [
			{
				type: 'about:blank',
				status: 422,
				code: 'invalid',
				title: '填写的内容需要修改',
				detail: '请按提示修改后重新提交，已填写的内容不会丢失。',
				errors: [{ path: 'description', message: '请至少写 5 个字，说明看到了什么' }],
			},
		],
	});
export type Problem = z.infer<typeof Problem>;

/** A refusal with a stable code and a Chinese sentence that tells the person what to do. */
export class PortalError extends Error {
	override readonly name = 'PortalError';
	readonly code: ProblemCode;
	readonly errors: FieldProblem[];
	/** Seconds until another try makes sense. */
	readonly retryAfter: number | undefined;
	/** The same again with a solved captcha is taken at once. */
	readonly captcha: boolean;

	constructor(
		code: ProblemCode,
		detail: string,
		more: { errors?: FieldProblem[]; retryAfter?: number; captcha?: boolean } = {},
	) {
		super(detail);
		this.code = code;
		this.errors = more.errors ?? [];
		this.retryAfter = more.retryAfter;
		this.captcha = more.captcha ?? false;
	}

	get status(): number {
		return problems[this.code].status;
	}

	/** What is answered. */
	toProblem(): Problem {
		return {
			type: 'about:blank',
			status: this.status,
			code: this.code,
			title: problems[this.code].title,
			detail: this.message,
			...(this.errors.length > 0 && { errors: this.errors }),
			...(this.code === 'too_many' && { captcha: this.captcha }),
		};
	}
}

/** Shorthand for a refusal that names the fields to correct. */
export function invalid(...errors: FieldProblem[]): PortalError {
	return new PortalError('invalid', '请按提示修改后重新提交，已填写的内容不会丢失。', { errors });
}

/** No database server answers; what was entered still stands in the form. */
export function databaseAway(): PortalError {
	return new PortalError(
		'unavailable',
		'服务器暂时连接不上数据库，请不要关闭页面，过一分钟再试，已填写的内容不会丢失。紧急情况请拨打 110 或 12350。',
	);
}

/** The disk is full or fails, so nothing can be written; the form still holds what the person entered. */
export function storageFull(): PortalError {
	return new PortalError(
		'unavailable',
		'服务器暂时不能保存内容，请不要关闭页面，过几分钟再提交，已填写的内容不会丢失；查询和浏览不受影响。紧急情况请拨打 110 或 12350。',
		{ retryAfter: storageRetrySeconds },
	);
}
