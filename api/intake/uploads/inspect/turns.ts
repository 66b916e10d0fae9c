/** Runs so many works at a time; whoever brings many waits behind those who bring one. */
export interface Turns {
	/** Throws what `full` says when too many wait already. */
	take<T>(party: string, work: () => Promise<T>): Promise<T>;
}

export interface TurnLimits {
	atATime: number;
	/** Works that may wait, of one party and in all. */
	mostOfOne: number;
	mostWaiting: number;
}

export function turnsByParty({ atATime, mostOfOne, mostWaiting }: TurnLimits, full: () => Error): Turns {
	/** Works that wait, by party, the party whose turn it is next first. */
	const waiting = new Map<string, Array<() => void>>();
	let running = 0;
	let count = 0;

	function next(): void {
		const [first] = waiting;
		if (!first || running >= atATime) return;
		const [party, works] = first;
		const start = works.shift();
		waiting.delete(party);
		// To the end of the line of parties, however many works it has left.
		if (works.length > 0) waiting.set(party, works);
		count--;
		running++;
		start?.();
	}
	return {
		async take(party, work) {
			if (running >= atATime || count > 0) {
				const own = waiting.get(party)?.length ?? 0;
				if (own >= mostOfOne || count >= mostWaiting) throw full();
				count++;
				await new Promise<void>((resolve) => {
					waiting.set(party, [...(waiting.get(party) ?? []), resolve]);
				});
			} else {
				running++;
			}
			try {
				return await work();
			} finally {
				running--;
				next();
			}
		},
	};
}
