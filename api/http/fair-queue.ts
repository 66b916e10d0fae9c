/** Runs a limited number of tasks at a time. A party with many tasks waits behind parties with few. */
export interface FairQueue {
	/**
	 * Enters the queue at once, runs `before` while it waits, and `work` when it is next. Throws `full` where this party
	 * already has its share, or where the queue is full and no party has more entries; otherwise the last entry of the
	 * party with the most is rejected with `full`.
	 */
	take<T>(party: string, work: () => Promise<T>, before?: () => Promise<void>): Promise<T>;
	/** Throws `full` where `take` would throw it at once: a cheap check before other work is done for the caller. */
	refuseFull(party: string): void;
	/** Rejects everything that waits, and whatever comes later. */
	stop(): void;
}

export interface QueueLimits {
	atATime: number;
	/** Entries in all, running ones included. */
	capacity: number;
	/** The same for one party. */
	mostPerParty: number;
}

interface Entry {
	party: string;
	running: boolean;
	/** Resolves when the entry may run, rejects when it is evicted. */
	turn: Promise<void>;
	begin(): void;
	refuse(): void;
}

export function fairQueue({ atATime, capacity, mostPerParty }: QueueLimits, full: () => Error): FairQueue {
	let entries: Entry[] = [];
	/** Entries that are ready to run, by party, the next party first. */
	const ready = new Map<string, Entry[]>();
	let running = 0;
	let stopped = false;

	/** The entry to evict so that this party can enter; null where there is room. Throws where none may be evicted. */
	function entryToEvict(party: string): Entry | null {
		const own = entries.filter((entry) => entry.party === party).length;
		if (stopped || own >= mostPerParty) throw full();
		if (entries.length < capacity) return null;
		const byParty = [...Map.groupBy(entries, (entry) => entry.party).values()];
		const [largest = []] = byParty.sort((one, other) => other.length - one.length);
		const last = largest.findLast((entry) => !entry.running);
		if (largest.length <= own + 1 || !last) throw full();
		return last;
	}

	function enter(party: string): Entry {
		const evicted = entryToEvict(party);
		if (evicted) evict(evicted);
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		// An entry that is evicted while `before` still runs has no listener yet: it finds out when it awaits `turn`.
		promise.catch(() => undefined);
		const entry = { party, running: false, turn: promise, begin: resolve, refuse: () => reject(full()) };
		entries.push(entry);
		return entry;
	}

	function evict(entry: Entry): void {
		leave(entry);
		const left = ready.get(entry.party)?.filter((each) => each !== entry) ?? [];
		if (left.length > 0) ready.set(entry.party, left);
		else ready.delete(entry.party);
		entry.refuse();
	}

	function leave(entry: Entry): void {
		entries = entries.filter((each) => each !== entry);
	}

	function next(): void {
		const [first = []] = ready.values();
		const [entry, ...left] = first;
		if (!entry || running >= atATime) return;
		ready.delete(entry.party);
		// To the end of the order of parties, however many tasks it has left.
		if (left.length > 0) ready.set(entry.party, left);
		running++;
		entry.running = true;
		entry.begin();
	}

	return {
		async take(party, work, before) {
			const entry = enter(party);
			try {
				if (before) await Promise.race([before(), entry.turn]);
				if (entries.includes(entry)) ready.set(party, [...(ready.get(party) ?? []), entry]);
				next();
				if (!entry.running) await entry.turn;
				return await work();
			} finally {
				leave(entry);
				if (entry.running) running--;
				next();
			}
		},
		refuseFull(party) {
			entryToEvict(party);
		},
		stop() {
			stopped = true;
			for (const entry of entries) if (!entry.running) evict(entry);
		},
	};
}
