/** A store that has not answered for so long may never do. */
const stallMs = 4000;

/** Calls `onStall` once `restart` has not been called for a while. */
export function stallTimer(onStall: () => void) {
	let timer = 0;
	return {
		restart(): void {
			window.clearTimeout(timer);
			timer = window.setTimeout(onStall, stallMs);
		},
		end(): void {
			window.clearTimeout(timer);
		},
	};
}
