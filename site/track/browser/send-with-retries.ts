import type { Reply } from './case.ts';

/** Seconds before each retry: about a minute in all, after which the reporter decides. */
const pauses = [2, 5, 15, 30];

/**
 * Sends until there is an answer, retrying sooner when the network comes back. `say` shows what happens; gives up when
 * the case was closed or all retries failed.
 */
export async function sendWithRetries<T>(
	attempt: () => Promise<Reply<T>>,
	stillOpen: () => boolean,
	say: (sentence: string) => void,
): Promise<Reply<T>> {
	say('正在发送。');
	let reply = await attempt();
	for (const seconds of pauses) {
		if (reply.kind !== 'down' || !stillOpen()) break;
		say('网络中断，没有收到回复，正在自动重试，不会重复发送。');
		await pause(seconds);
		if (stillOpen()) reply = await attempt();
	}
	return reply;
}

function pause(seconds: number): Promise<void> {
	return new Promise((resolve) => {
		const go = () => {
			clearTimeout(timer);
			window.removeEventListener('online', go);
			resolve();
		};
		const timer = setTimeout(go, seconds * 1000);
		window.addEventListener('online', go);
	});
}
