import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { DatabaseBusy, isDatabaseAway } from '../../db/database.ts';
import { isDiskFull } from '../../db/disk-space.ts';
import { type Log, traceOf } from '../log.ts';
import { databaseAway, PortalError, storageFull } from './errors.ts';

/** Default Retry-After in seconds. */
const usualWait = 30;

/** By then the other process has done. */
const busyRetrySeconds = 10;
const busySentence = `系统正忙，没有保存，请 ${busyRetrySeconds} 秒后再试；已填写的内容不会丢失，紧急情况请拨打 110 或 12350。`;

/** Any error as `application/problem+json`. Unexpected errors reveal no internals. */
export function problemAnswer(error: unknown, c: Context, log: Log): Response {
	const refusal = asRefusal(error);
	const retryAfter = refusal.retryAfter ?? (refusal.status === 503 ? usualWait : undefined);
	// A full disk is logged once elsewhere: a line for each refusal would use up the space that was just freed.
	const foreseen = refusal === error || refusal.status < 500 || isDiskFull(error);
	if (!foreseen) log.error({ event: 'request.failed', route: c.req.routePath, ...traceOf(error) });
	return new Response(JSON.stringify(refusal.toProblem()), {
		status: refusal.status,
		headers: {
			'content-type': 'application/problem+json; charset=utf-8',
			'cache-control': 'no-store',
			...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
		},
	});
}

function asRefusal(error: unknown): PortalError {
	if (error instanceof PortalError) return error;
	if (error instanceof HTTPException && error.status === 400) {
		return new PortalError('malformed', '请求的内容无法读取，请刷新页面后重试。');
	}
	if (isDiskFull(error)) return storageFull();
	if (error instanceof DatabaseBusy)
		return new PortalError('unavailable', busySentence, { retryAfter: busyRetrySeconds });
	if (isDatabaseAway(error)) return databaseAway();
	return new PortalError(
		'internal',
		'系统出现故障，请稍后再试；已填写的内容请勿关闭页面。紧急情况请拨打 110 或 12350。',
	);
}
