import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { validator } from 'hono-openapi';
import type { z } from 'zod';
import { PortalError } from './errors.ts';
import { fieldProblems } from './field-problems.ts';
import type { Patience } from './patience.ts';

const largestBytes = 64 * 1024;
const json = /^\s*application\/([\w.-]+\+)?json\s*(;|$)/i;

/** Refuses bodies over 64 KiB before they are read. */
export const smallBody = bodyLimit({
	maxSize: largestBytes,
	onError: () => {
		throw new PortalError('too_large', '提交的内容超过 64 KB，请缩短后再提交。');
	},
});

/** Refuses a body that does not arrive whole within its time, so that nobody holds places with bodies that trickle. */
export function bodyInTime({ bodyMs }: Pick<Patience, 'bodyMs'>): MiddlewareHandler {
	return async (c, next) => {
		if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(tooSlow()), bodyMs);
		});
		// Kept by hono: whoever reads it afterwards has it at once, or hears then that it broke off.
		const body = c.req.arrayBuffer().catch(() => undefined);
		await Promise.race([body, late]).finally(() => clearTimeout(timer));
		return next();
	};
}

function tooSlow(): PortalError {
	return new PortalError('too_slow', '提交的内容没有在规定时间内传完，请检查网络后重试，已填写的内容不会丢失。');
}

/** Checks a JSON body by its schema; a wrong one is refused with every field that needs mending. */
export function jsonBody<S extends z.ZodType>(schema: S) {
	return validator('json', schema, (result, c) => {
		if (result.success) return;
		if (!json.test(c.req.header('content-type') ?? '')) {
			throw new PortalError('unsupported_type', '请求应以 JSON 格式发送，请刷新页面后重试。');
		}
		throw new PortalError('invalid', '请按提示修改后重新提交，已填写的内容不会丢失。', {
			errors: fieldProblems(result.error, result.data),
		});
	});
}

/** Checks the query of an address by its schema. */
export function query<S extends z.ZodType>(schema: S) {
	return validator('query', schema, (result) => {
		if (!result.success) {
			throw new PortalError('invalid', '网址中的参数不对，请返回上一页重新选择。', {
				errors: fieldProblems(result.error, result.data),
			});
		}
	});
}
