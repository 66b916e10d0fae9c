import type { DetailedError, Upload as TusUpload } from 'tus-js-client';
import { apiBase } from './call-api.ts';

/** Chunk size: small enough for a default proxy, and for a connection that drops every half minute. */
const pieceBytes = 500_000;
/** After this long without a byte a connection counts as dead. */
const deadAfterMs = 45_000;

/** A file to send, as the phone states it. */
export interface FileToSend {
	bytes: Blob;
	name: string;
	/** May be empty. */
	type: string;
	/** Where the server takes it; empty until it has announced itself. */
	url: string;
}

/** Callbacks during an upload. */
export interface UploadEvents {
	/** The server has given the file an address. */
	announced(url: string): void;
	progress(sentBytes: number): void;
	done(): void;
	/** The server will not take it. */
	refused(sentence: string): void;
	/** The connection broke, or the server said in a sentence why to wait; it continues by itself. */
	waiting(sentence: string): void;
	/** An answer to the captcha, where the phone can work one out; left out, or undefined: it waits instead. */
	prove?(): Promise<string | undefined>;
}

/** A running upload. */
export interface RunningUpload {
	/** Stops; what arrived stays on the server. */
	stop(): void;
}

/** Sends a file from where it stopped last, again and again until it is complete, refused or stopped. */
export function uploadFile(
	{ bytes, name, type, url }: FileToSend,
	draft: string,
	events: UploadEvents,
	endpoint = `${apiBase()}uploads`,
): RunningUpload {
	let upload: TusUpload | undefined;
	let stopped = false;
	let failures = 0;
	let timer = 0;

	const later = (seconds: number) => {
		window.clearTimeout(timer);
		timer = window.setTimeout(start, seconds * 1000);
	};
	const again = (sentence = '') => {
		if (stopped) return;
		events.waiting(sentence);
		failures++;
		later(Math.min(20, 2 ** failures));
	};
	/** A line may die without saying so. */
	const watch = () => {
		window.clearTimeout(timer);
		timer = window.setTimeout(() => {
			void upload?.abort();
			again();
		}, deadAfterMs);
	};
	/** Past the share of its network, a file goes on for a captcha. */
	const pay = async (sentence: string) => {
		events.waiting(sentence);
		const answer = await events.prove?.().catch(() => undefined);
		if (stopped) return;
		if (answer) options.headers['Upload-Captcha'] = answer;
		if (!answer || failures > 0) return again(sentence);
		failures++;
		later(0);
	};
	const failed = (error: Error | DetailedError) => {
		window.clearTimeout(timer);
		const { status, sentence, code, captcha } = answerTo(error);
		if (captcha || code === 'captcha_failed') {
			void pay(sentence);
		} else if (withoutPatch.includes(status) && !options.overridePatchMethod) {
			options.overridePatchMethod = true;
			if (!stopped) later(0);
		} else if (!isFinal(status)) {
			again(passing.includes(status) ? sentence : '');
		} else if (!stopped) {
			end();
			events.refused(sentence || '服务器没有接收这个文件，请删除后重新添加。');
		}
	};
	const online = () => later(0);
	const end = () => {
		window.clearTimeout(timer);
		window.removeEventListener('online', online);
	};
	const options = {
		endpoint,
		chunkSize: pieceBytes,
		retryDelays: [],
		storeFingerprintForResuming: false,
		headers: { 'Upload-Draft': draft } as Record<string, string>,
		overridePatchMethod: false,
		// Of the name only the ending leaves the phone.
		metadata: { filetype: type, filename: `file${/\.[a-z0-9]+$/i.exec(name)?.[0] ?? ''}` },
		onUploadUrlAvailable: () => events.announced(upload?.url ?? ''),
		onProgress: (sentBytes: number) => {
			failures = 0;
			watch();
			events.progress(sentBytes);
		},
		onSuccess: () => {
			end();
			events.done();
		},
		onError: failed,
	};
	async function start(): Promise<void> {
		try {
			const { Upload } = await import('tus-js-client');
			if (stopped) return;
			watch();
			// The network may be back before the request on the old connection has failed.
			void upload?.abort();
			upload = new Upload(bytes, { ...options, uploadUrl: upload?.url ?? (url || null) });
			upload.start();
		} catch {
			// Even the program that uploads may not get through a bad line at first.
			again();
		}
	}
	window.addEventListener('online', online);
	void start();
	return {
		stop() {
			stopped = true;
			end();
			void upload?.abort();
		},
	};
}

/** Removes an unsent file from the server; if that does not get through, the server does it by itself. */
export function forgetUpload(url: string, draft: string): void {
	if (!url) return;
	fetch(url, { method: 'DELETE', headers: tusHeaders(draft), keepalive: true, credentials: 'omit' }).catch(
		() => undefined,
	);
}

/** What the server wants with a request that this page makes without the program that uploads. */
export function tusHeaders(draft: string): Record<string, string> {
	return { 'Tus-Resumable': '1.0.0', 'Upload-Draft': draft };
}

/** Too much came from one network, or there is no room: it passes, and whoever waits should know. */
const passing = [429, 503];

/** What some proxy on the way says that knows no PATCH. */
const withoutPatch = [405, 501];

/** Whether trying again makes no sense; with staff it does after signing in anew, too. */
function isFinal(status: number): boolean {
	return status >= 400 && status < 500 && ![401, 404, 408, 409, 423, 429].includes(status);
}

/** What the server said; 0 and no sentence where nothing came back, no sentence where some proxy answered. */
function answerTo(error: Error | DetailedError) {
	const response = 'originalResponse' in error ? error.originalResponse : null;
	const status = response?.getStatus() ?? 0;
	try {
		const { detail, code, captcha } = JSON.parse(response?.getBody() ?? '') as Record<string, unknown>;
		return { status, sentence: String(detail ?? ''), code, captcha: captcha === true };
	} catch {
		return { status, sentence: '', code: '', captcha: false };
	}
}
