/** Runs so many works at a time; whoever brings many waits behind those who bring one. */
export interface Turns {
	/** Throws what `full` says when too many of this party wait already, or of all while others bring fewer. */
	take<T>(party: string, work: () => Promise<T>): Promise<T>;
	/** Sends everybody away who waits, and whoever comes. */
	stop(): void;
}

export interface TurnLimits {
	atATime: number;
	/** Works that may wait, of one party and in all. */
	mostOfOne: number;
	mostWaiting: number;
}

/** A work that waits: begun when it is its turn, or sent away. */
interface Waiting {
	begin(): void;
	sendAway(reason: Error): void;
}

export function turnsByParty({ atATime, mostOfOne, mostWaiting }: TurnLimits, full: () => Error): Turns {
	/** Works that wait, by party, the party whose turn it is next first. */
	const waiting = new Map<string, Waiting[]>();
	let running = 0;
	let count = 0;
	let stopped = false;

	function next(): void {
		const [first] = waiting;
		if (!first || running >= atATime) return;
		const [party, works] = first;
		const work = works.shift();
		waiting.delete(party);
		// To the end of the line of parties, however many works it has left.
		if (works.length > 0) waiting.set(party, works);
		count--;
		running++;
		work?.begin();
	}

	/** Where no place is left, the last of whoever holds most of them gives way to somebody who holds fewer. */
	function makePlace(own: number): void {
		if (own >= mostOfOne) throw full();
		if (count < mostWaiting) return;
		const [most] = [...waiting].sort(([, a], [, b]) => b.length - a.length);
		if (!most || most[1].length <= own + 1) throw full();
		most[1].pop()?.sendAway(full());
		count--;
	}

	async function wait(party: string): Promise<void> {
		makePlace(waiting.get(party)?.length ?? 0);
		count++;
		await new Promise<void>((begin, sendAway) => {
			waiting.set(party, [...(waiting.get(party) ?? []), { begin, sendAway }]);
		});
	}

	return {
		async take(party, work) {
			if (stopped) throw full();
			if (running >= atATime || count > 0) await wait(party);
			else running++;
			try {
				return await work();
			} finally {
				running--;
				next();
			}
		},
		stop() {
			stopped = true;
			for (const works of waiting.values()) for (const work of works) work.sendAway(full());
			waiting.clear();
			count = 0;
		},
	};
}
