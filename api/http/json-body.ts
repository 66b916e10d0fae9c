import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { findTargetHandler } from 'hono/utils/handler';
import { validator } from 'hono-openapi';
import type { z } from 'zod';
import { PortalError } from './errors.ts';
import { fieldProblems } from './field-problems.ts';
import type { Timeouts } from './timeouts.ts';

const json = /^\s*application\/([\w.-]+\+)?json\s*(;|$)/i;

export interface BodyLimits {
	/** Most bytes that are read. */
	bytes: number;
	/** Milliseconds in which all of it must have come. */
	ms: number;
	/** What whoever sends more is told. */
	tooLarge: string;
}

const small = { bytes: 64 * 1024, tooLarge: '提交的内容超过 64 KB，请缩短后再提交。' };

/** What forms send. */
export const smallBody = ({ bodyMs }: Pick<Timeouts, 'bodyMs'>) => wholeBody({ ...small, ms: bodyMs });

/**
 * The same where the routes behind it read JSON by hono alone: what comes with its length, as from every browser, is
 * taken from the connection as it is, without a stream and a second request around it.
 */
export function smallJson({ bodyMs }: Pick<Timeouts, 'bodyMs'>): MiddlewareHandler {
	const streamed = smallBody({ bodyMs });
	return async (c, next) => {
		const length = Number(c.req.header('content-length') ?? Number.NaN);
		// What is longer than it says it is, the server of node does not hand on.
		if (!(length <= small.bytes) || !json.test(c.req.header('content-type') ?? '')) return streamed(c, next);
		await inTime(c.req.text(), bodyMs);
		return next();
	};
}

/**
 * Reads the whole body before the handlers behind it run, within limits of size and time, so that slow senders do not
 * occupy the server. Throws too_large or too_slow.
 */
export function wholeBody({ bytes, ms, tooLarge }: BodyLimits): MiddlewareHandler {
	return async (c, next) => {
		if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
		const refused = new PortalError('too_large', tooLarge);
		if (Number(c.req.header('content-length') ?? 0) > bytes) throw refused;
		const stream = c.req.raw.body;
		if (!stream) return next();
		const read = await inTime(readUpTo(stream.getReader(), bytes), ms);
		if (read === null) throw refused;
		c.req.raw = new Request(c.req.raw, { body: read });
		return next();
	};
}

/** Throws too_slow, also where the connection broke: nobody reads the answer then. */
async function inTime<T>(body: Promise<T>, ms: number): Promise<T> {
	const { promise: late, reject } = Promise.withResolvers<never>();
	const timer = setTimeout(() => reject(tooSlow()), ms);
	try {
		return await Promise.race([body.catch(() => Promise.reject(tooSlow())), late]);
	} finally {
		clearTimeout(timer);
	}
}

/** All of a body; null where there is more than `most` bytes of it. */
async function readUpTo(
	reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
	most: number,
): Promise<ArrayBuffer | null> {
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	let size = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return new Blob(pieces).arrayBuffer();
		size += value.length;
		if (size > most) return null;
		pieces.push(value);
	}
}

function tooSlow(): PortalError {
	return new PortalError('too_slow', '提交的内容没有在规定时间内传完，请检查网络后重试，已填写的内容不会丢失。');
}

/** Additions to parts of a schema for the OpenAPI document. */
export type SchemaNotes = ReadonlyMap<unknown, object>;

/** Checks a JSON body by its schema; a wrong one is refused with every field to be corrected. */
export function jsonBody<S extends z.ZodType>(schema: S, notes: SchemaNotes = new Map()) {
	return validator(
		'json',
		schema,
		(result, c) => {
			const type = c.req.header('content-type');
			// Checked first: a schema that accepts an empty body would accept one that could not be parsed.
			if ((type !== undefined || !result.success) && !json.test(type ?? '')) {
				throw new PortalError('unsupported_type', '请求应以 JSON 格式发送，请刷新页面后重试。');
			}
			if (result.success) return;
			throw new PortalError('invalid', '请按提示修改后重新提交，已填写的内容不会丢失。', {
				errors: fieldProblems(result.error, result.data),
			});
		},
		{ options: { unrepresentable: 'any', override: withNotes(notes) } },
	);
}

function withNotes(notes: SchemaNotes) {
	return ({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: object }): void => {
		Object.assign(jsonSchema, notes.get(zodSchema));
	};
}

/** Validators of queries: a route that has one decides itself what it takes. */
const queryReaders = new WeakSet<object>();

/** Checks the query of an address by its schema. */
export function query<S extends z.ZodType>(schema: S) {
	const reader = validator('query', schema, (result, c) => {
		if (!result.success) {
			throw new PortalError('invalid', wrongQuery, { errors: fieldProblems(result.error, result.data) });
		}
		// hono passes over parameters without a name, and over __proto__.
		const names = [...new URL(c.req.url).searchParams.keys()];
		if (names.every((name) => Object.hasOwn(Object(result.data), name))) return;
		throw new PortalError('invalid', wrongQuery, { errors: [{ path: '', message: '有一个参数不能识别' }] });
	});
	queryReaders.add(reader);
	return reader;
}

const wrongQuery = '网址中的参数不对，请返回上一页重新选择。';

/** Refuses a query where the route reads none, rather than ignoring it. Throws invalid. */
export function refuseUnreadQuery(c: Context): void {
	if (new URL(c.req.url).search === '') return;
	const routes = matchedRoutes(c).filter(({ method }) => method !== 'ALL');
	const isRead = routes.some(({ handler }) => queryReaders.has(findTargetHandler(handler)));
	if (routes.length === 0 || isRead) return;
	throw new PortalError('invalid', wrongQuery, { errors: [{ path: '', message: '这个网址不带参数' }] });
}

/** The same as a middleware. */
export const noQuery: MiddlewareHandler = async (c, next) => {
	refuseUnreadQuery(c);
	await next();
};
