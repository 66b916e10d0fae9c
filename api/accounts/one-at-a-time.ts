/** Runs what it is given one after the other, first come first served. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
	let last: Promise<unknown> = Promise.resolve();
	return (work) => {
		const turn = last.then(work);
		// Whoever gave it hears of its failure; the next one does not.
		last = turn.catch(() => undefined);
		return turn;
	};
}
