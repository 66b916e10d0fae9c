import type { Deps } from '../deps.ts';
import { signature } from '../keys/signature.ts';
import { refuseFromDemo } from './refuse-from-demo.ts';
import { NotSent, SendError } from './send-error.ts';

/** Posts signed JSON. `id` is the job: the receiver drops what it had already. Rejects with SendError or NotSent. */
export type Webhook = (id: string, body: Record<string, unknown>) => Promise<void>;

/** Who is told, and how long they may take. Without address or secret nobody is. */
interface Receiver {
	url: string | undefined;
	secret: string | undefined;
	timeoutMs: number;
}

/**
 * Headers: `x-portal-delivery` (id), `x-portal-timestamp` (seconds), `x-portal-signature` (`sha256=` and the hex
 * HMAC-SHA-256 of `timestamp.body` under WEBHOOK_SECRET; under another suite its name and its MAC). A receiver refuses
 * old timestamps.
 */
export function webhook(
	{ keys, demo, now }: Pick<Deps, 'keys' | 'demo' | 'now'>,
	{ url, secret, timeoutMs }: Receiver,
): Webhook {
	return async (id, content) => {
		if (!url || !secret) throw new NotSent('没有设置接收地址');
		refuseFromDemo(demo, url);
		const body = JSON.stringify({ id, ...content });
		const timestamp = String(Math.floor(now().getTime() / 1000));
		const response = await fetch(url, {
			method: 'POST',
			body,
			redirect: 'error',
			signal: AbortSignal.timeout(timeoutMs),
			headers: {
				'content-type': 'application/json',
				'x-portal-delivery': id,
				'x-portal-timestamp': timestamp,
				'x-portal-signature': signature(keys.suites, secret, `${timestamp}.${body}`),
			},
		}).catch((error: Error) => {
			throw new SendError(error.name === 'TimeoutError' ? '接收方没有及时应答' : '不能连接接收方');
		});
		await response.body?.cancel();
		if (!response.ok) throw new SendError(`接收方没有接收（${response.status}）`);
	};
}
