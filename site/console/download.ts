import { type Ask, fetchAnswer } from './api.ts';

/** Fetches a file of the API and hands it to the browser to save. Throws ApiError. */
export async function download(path: string, how: Ask): Promise<void> {
	const response = await fetchAnswer(path, how);
	const address = URL.createObjectURL(await response.blob());
	const link = document.createElement('a');
	link.href = address;
	link.download = nameIn(response.headers.get('content-disposition') ?? '') || path;
	link.click();
	// The browser has taken it over by then.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function nameIn(disposition: string): string {
	const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
	return encoded ? decodeURIComponent(encoded) : (/filename="([^"]+)"/.exec(disposition)?.[1] ?? '');
}
