/** A slow 3G connection needs half a minute for a long report; after that it counts as dead. */
const limitMs = 45_000;

/** Address of the API of the portal this page belongs to, with the base path it is mounted under. */
export function apiBase(): string {
	return new URL(document.body.querySelector('[data-api]')?.getAttribute('data-api') ?? 'api/', location.href).href;
}

/** fetch with a timeout. Never sends cookies, and never stores an answer in the browser's cache. */
export async function callApi(path: string, init: RequestInit = {}, stop?: AbortSignal): Promise<Response> {
	const controller = new AbortController();
	const timer = setTimeout(() => controller.abort(), limitMs);
	stop?.addEventListener('abort', () => controller.abort());
	try {
		return await fetch(apiBase() + path, {
			...init,
			signal: controller.signal,
			credentials: 'omit',
			cache: 'no-store',
			referrerPolicy: 'no-referrer',
		});
	} finally {
		clearTimeout(timer);
	}
}

/** POST of a JSON text. */
export function postJson(
	path: string,
	body: string,
	headers: Record<string, string> = {},
	stop?: AbortSignal,
): Promise<Response> {
	return callApi(path, { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } }, stop);
}
