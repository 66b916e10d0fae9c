import type { ApiError } from '../calls/api.ts';

/** True where a refusal says that the case moved on meanwhile: the page shows an older state and has to be read anew. */
export function isOvertaken({ code }: Pick<ApiError, 'code'>): boolean {
	return code === 'moved_meanwhile' || code === 'not_now';
}
