import { type Ask, fetchAnswer } from './api.ts';

/** Fetches a file of the API and hands it to the browser to save. Throws ApiError. */
export async function download(path: string, query: NonNullable<Ask['query']>): Promise<void> {
	const response = await fetchAnswer(path, { query });
	const address = URL.createObjectURL(await response.blob());
	const link = document.createElement('a');
	link.href = address;
	link.download = nameIn(response.headers.get('content-disposition') ?? '') || path;
	link.click();
	// The browser has taken it over by then.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function nameIn(disposition: string): string {
	return decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? '');
}
