import type { Sending } from '../config.ts';
import { errorCode } from '../error-code.ts';
import { refuseFromDemo } from './refuse-from-demo.ts';
import { NotSent, SendError } from './send-error.ts';

export interface Mail {
	/** The job it belongs to: sent again, it carries the same Message-ID, so that the server can drop it. */
	id: string;
	to: string;
	subject: string;
	text: string;
}

/** Sends one mail through the operator's server. Rejects with SendError or NotSent. */
export type Mailer = (mail: Mail) => Promise<void>;

/** `timeoutMs` bounds connecting, greeting and each silence after that. */
export function mailer(smtp: Sending['smtp'], host: string, demo: boolean, timeoutMs: number): Mailer {
	if (!smtp) {
		return async () => {
			throw new NotSent('没有设置邮件服务器');
		};
	}
	const own = ['localhost', '127.0.0.1'].includes(new URL(smtp.url).hostname);
	const connect = async () => {
		// Loaded with the first mail: a portal without a mail server never needs it.
		const { createTransport } = await import('nodemailer');
		return createTransport({
			url: smtp.url,
			// Names and passwords never cross a network in clear.
			requireTLS: !own && smtp.url.startsWith('smtp:'),
			connectionTimeout: timeoutMs,
			greetingTimeout: timeoutMs,
			socketTimeout: timeoutMs,
			disableFileAccess: true,
			disableUrlAccess: true,
		});
	};
	let transport: ReturnType<typeof connect> | undefined;
	return async ({ id, ...mail }) => {
		refuseFromDemo(demo, smtp.url);
		try {
			transport ??= connect();
			await (await transport).sendMail({ ...mail, from: smtp.from, messageId: `<${id}@${host}>` });
		} catch (error) {
			throw new SendError(sentenceOf(error));
		}
	};
}

/** The server's own words may hold the address; its code does not. */
function sentenceOf(error: unknown): string {
	const refused = error instanceof Error && 'responseCode' in error && error.responseCode;
	if (refused) return `邮件服务器没有接收（${refused}）`;
	const code = errorCode(error);
	if (code === 'ETIMEDOUT') return '邮件服务器没有及时应答';
	return `不能连接邮件服务器（${code ?? '原因不明'}）`;
}
