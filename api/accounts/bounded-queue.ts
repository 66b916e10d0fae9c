import { PortalError } from '../errors.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** Work that is done one after the other. */
export interface BoundedQueue {
	/** Does the work when its turn comes. Throws unavailable at once where too much waits already, in all or of `from`. */
	take<T>(from: string, work: () => Promise<T>): Promise<T>;
}

/** By then a full queue has moved on. */
const comeBackSeconds = 5;

/** A queue of at most `most`, and `mostOfOne` of one origin, counting what is under way. */
export function boundedQueue(most: number, mostOfOne: number): BoundedQueue {
	const inTurn = oneAtATime();
	const of = new Map<string, number>();
	let all = 0;
	return {
		async take(from, work) {
			const waiting = of.get(from) ?? 0;
			if (all >= most || waiting >= mostOfOne) throw full();
			all += 1;
			of.set(from, waiting + 1);
			try {
				return await inTurn(work);
			} finally {
				all -= 1;
				const left = (of.get(from) ?? 1) - 1;
				if (left > 0) of.set(from, left);
				else of.delete(from);
			}
		},
	};
}

function full(): PortalError {
	return new PortalError('unavailable', `现在提交的人较多，请 ${comeBackSeconds} 秒后再试，已填写的内容不会丢失。`, {
		retryAfter: comeBackSeconds,
	});
}
