import type { ApiError } from '../calls/api.ts';

/** True where a refusal says that the case changed meanwhile: the page shows an older state and must be reloaded. */
export function isOutdated({ code }: Pick<ApiError, 'code'>): boolean {
	return code === 'moved_meanwhile' || code === 'not_now';
}
