import { PortalError } from '../errors.ts';

/** Work that is done one after the other, in turns by where it comes from. */
export interface BoundedQueue {
	/**
	 * Takes a place at once, does `before` in it, and the work when its turn comes: who brings much waits behind who brings
	 * little. Throws unavailable at once where too much of `from` waits already, or too much in all and none brought more;
	 * otherwise the last of whoever brought most is thrown out the same way.
	 */
	take<T>(from: string, work: () => Promise<T>, before?: () => Promise<void>): Promise<T>;
}

interface Place {
	from: string;
	running: boolean;
	/** Its turn has come. */
	begin(): void;
	throwOut(): void;
	/** Resolves at its turn, rejects when it is thrown out. */
	turn: Promise<void>;
}

/** By then a full queue has moved on. */
const comeBackSeconds = 5;

/** A queue of at most `most`, and `mostOfOne` of one origin, counting what is under way. */
export function boundedQueue(most: number, mostOfOne: number): BoundedQueue {
	const held = new Map<string, Place[]>();
	/** Those that only wait for their turn, by origin, the origin whose turn is next first. */
	const ready = new Map<string, Place[]>();
	let all = 0;
	let busy = false;

	function enter(from: string): Place {
		const own = held.get(from)?.length ?? 0;
		if (own >= mostOfOne || (all >= most && !makeRoom(own + 1))) throw full();
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		// One that is thrown out while it still prepares has nobody listening yet.
		promise.catch(() => undefined);
		const place = { from, running: false, begin: resolve, throwOut: () => reject(full()), turn: promise };
		all++;
		add(held, place);
		return place;
	}

	function makeRoom(wouldHave: number): boolean {
		const [largest = []] = [...held.values()].sort((one, other) => other.length - one.length);
		const last = largest.findLast(({ running }) => !running);
		if (largest.length <= wouldHave || !last) return false;
		leave(last);
		last.throwOut();
		return true;
	}

	function leave(place: Place): void {
		remove(ready, place);
		if (remove(held, place)) all--;
	}

	function next(): void {
		const [first] = ready.values();
		const place = first?.[0];
		if (busy || !place) return;
		remove(ready, place);
		const left = ready.get(place.from);
		// To the end of the line of origins, however many it has left.
		if (left) {
			ready.delete(place.from);
			ready.set(place.from, left);
		}
		busy = true;
		place.running = true;
		place.begin();
	}

	return {
		async take(from, work, before) {
			const place = enter(from);
			try {
				if (before) await Promise.race([before(), place.turn]);
				if (held.get(from)?.includes(place)) add(ready, place);
				next();
				await place.turn;
				return await work();
			} finally {
				leave(place);
				if (place.running) busy = false;
				next();
			}
		},
	};
}

function add(places: Map<string, Place[]>, place: Place): void {
	places.set(place.from, [...(places.get(place.from) ?? []), place]);
}

/** False where it was not among them. */
function remove(places: Map<string, Place[]>, place: Place): boolean {
	const own = places.get(place.from) ?? [];
	const left = own.filter((each) => each !== place);
	if (left.length > 0) places.set(place.from, left);
	else places.delete(place.from);
	return left.length < own.length;
}

function full(): PortalError {
	return new PortalError('unavailable', `现在提交的人较多，请 ${comeBackSeconds} 秒后再试，已填写的内容不会丢失。`, {
		retryAfter: comeBackSeconds,
	});
}
