import { fetchResponse, type RequestOptions } from './api.ts';

/** Fetches a file of the API and hands it to the browser to save. Throws ApiError. */
export async function download(path: string, how: RequestOptions): Promise<void> {
	save(await fetchFile(path, how));
}

/** A file of the API, with the name it came under. */
export interface NamedFile {
	name: string;
	content: Blob;
}

/** Fetches a file of the API. Throws ApiError. */
export async function fetchFile(path: string, how: RequestOptions): Promise<NamedFile> {
	const response = await fetchResponse(path, how);
	const name = nameIn(response.headers.get('content-disposition') ?? '') || path;
	return { name, content: await response.blob() };
}

/** Hands a file to the browser to save. */
export function save({ name, content }: NamedFile): void {
	const address = URL.createObjectURL(content);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	// The browser has taken it over by then.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function nameIn(disposition: string): string {
	const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
	return encoded ? decodeURIComponent(encoded) : (/filename="([^"]+)"/.exec(disposition)?.[1] ?? '');
}
