/** A store that has said nothing for so long may never do. */
const patienceMs = 4000;

/** Calls `tired` once nothing has come for a while since the last `again`. */
export function patience(tired: () => void) {
	let timer = 0;
	return {
		again(): void {
			window.clearTimeout(timer);
			timer = window.setTimeout(tired, patienceMs);
		},
		end(): void {
			window.clearTimeout(timer);
		},
	};
}
