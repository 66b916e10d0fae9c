/** Works of which so many are done at a time: whoever brings many waits behind whoever brings few. */
export interface FairQueue {
	/**
	 * Takes a place at once, does `before` in it, and the work when its turn comes. Throws what `full` says where this party
	 * has all that one may have, or where no place is left and nobody has more of them; otherwise the last of whoever has
	 * most is sent away the same way.
	 */
	take<T>(party: string, work: () => Promise<T>, before?: () => Promise<void>): Promise<T>;
	/** Throws what `full` says where `take` would throw it at once: a look before anything is spent on who comes. */
	refuseFull(party: string): void;
	/** Sends everybody away who waits, and whoever comes. */
	stop(): void;
}

export interface TurnLimits {
	atATime: number;
	/** Places in all, counting what is under way. */
	most: number;
	/** The same of one party. */
	mostOfOne: number;
}

interface Place {
	party: string;
	running: boolean;
	/** Resolves when its turn comes, rejects when it is sent away. */
	turn: Promise<void>;
	begin(): void;
	refuse(): void;
}

export function fairQueue({ atATime, most, mostOfOne }: TurnLimits, full: () => Error): FairQueue {
	let places: Place[] = [];
	/** Those that only wait for their turn, by party, the party whose turn is next first. */
	const ready = new Map<string, Place[]>();
	let running = 0;
	let stopped = false;

	/** Whoever has to leave so that this party can enter; null where there is room. Throws where nobody has to. */
	function mustLeave(party: string): Place | null {
		const own = places.filter((place) => place.party === party).length;
		if (stopped || own >= mostOfOne) throw full();
		if (places.length < most) return null;
		const byParty = [...Map.groupBy(places, (place) => place.party).values()];
		const [largest = []] = byParty.sort((one, other) => other.length - one.length);
		const last = largest.findLast((place) => !place.running);
		if (largest.length <= own + 1 || !last) throw full();
		return last;
	}

	function enter(party: string): Place {
		const leaves = mustLeave(party);
		if (leaves) sendAway(leaves);
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		// One that is sent away while it still prepares has nobody listening yet: it hears of it when it asks for its turn.
		promise.catch(() => undefined);
		const place = { party, running: false, turn: promise, begin: resolve, refuse: () => reject(full()) };
		places.push(place);
		return place;
	}

	function sendAway(place: Place): void {
		leave(place);
		const left = ready.get(place.party)?.filter((each) => each !== place) ?? [];
		if (left.length > 0) ready.set(place.party, left);
		else ready.delete(place.party);
		place.refuse();
	}

	function leave(place: Place): void {
		places = places.filter((each) => each !== place);
	}

	function next(): void {
		const [first = []] = ready.values();
		const [place, ...left] = first;
		if (!place || running >= atATime) return;
		ready.delete(place.party);
		// To the end of the line of parties, however many works it has left.
		if (left.length > 0) ready.set(place.party, left);
		running++;
		place.running = true;
		place.begin();
	}

	return {
		async take(party, work, before) {
			const place = enter(party);
			try {
				if (before) await Promise.race([before(), place.turn]);
				if (places.includes(place)) ready.set(party, [...(ready.get(party) ?? []), place]);
				next();
				if (!place.running) await place.turn;
				return await work();
			} finally {
				leave(place);
				if (place.running) running--;
				next();
			}
		},
		refuseFull(party) {
			mustLeave(party);
		},
		stop() {
			stopped = true;
			for (const place of places) if (!place.running) sendAway(place);
		},
	};
}
