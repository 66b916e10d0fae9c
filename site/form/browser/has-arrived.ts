import { tusHeaders } from '../../browser/upload-file.ts';

const pauseMs = 3000;

/**
 * Whether the server has all `size` bytes of an upload, asked again until there is an answer. For files whose bytes are
 * no longer on the phone: what arrived is not lost with them.
 */
export async function hasArrived(url: string, draft: string, size: number, asking: () => boolean): Promise<boolean> {
	if (url === '') return false;
	const headers = tusHeaders(draft);
	while (asking()) {
		try {
			const answer = await fetch(url, { method: 'HEAD', headers, credentials: 'omit', cache: 'no-store' });
			if (answer.ok) return Number(answer.headers.get('Upload-Offset')) === size;
			if (answer.status < 500 && answer.status !== 429) return false;
		} catch {
			// No network: it comes back.
		}
		await new Promise((resolve) => setTimeout(resolve, pauseMs));
	}
	return false;
}
