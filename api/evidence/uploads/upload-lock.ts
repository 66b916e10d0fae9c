/**
 * One request at a time may write to an upload. A newer request means that the phone lost the older one, which is
 * aborted before the newer begins.
 */
export interface UploadLock {
	take<T>(id: string, work: (stop: AbortSignal) => Promise<T>): Promise<T>;
}

export function uploadLock(): UploadLock {
	const running = new Map<string, { stop: AbortController; ended: Promise<unknown> }>();
	return {
		async take(id, work) {
			for (let before = running.get(id); before; before = running.get(id)) {
				before.stop.abort();
				await before.ended;
			}
			const stop = new AbortController();
			const result = work(stop.signal);
			const ended = result.then(
				() => running.delete(id),
				() => running.delete(id),
			);
			running.set(id, { stop, ended });
			return result;
		},
	};
}
