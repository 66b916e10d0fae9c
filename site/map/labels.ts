/** A name on a map: the middle of its line of text. */
export interface Label {
	x: number;
	y: number;
	text: string;
}

/** Moves names that would run into each other apart, up and down, by as little as it takes. `size` is the type's. */
export function spreadLabels<T extends Label>(labels: T[], size: number): T[] {
	const spread = labels.map((label) => ({ ...label }));
	for (let round = 0; round < 40; round++) {
		let moved = false;
		for (const [index, a] of spread.entries()) {
			for (const b of spread.slice(index + 1)) {
				const missing = size * 1.15 - Math.abs(a.y - b.y);
				if (Math.abs(a.x - b.x) >= reach(a, b, size) || missing <= 0) continue;
				const [upper, lower] = a.y <= b.y ? [a, b] : [b, a];
				upper.y -= missing / 2;
				lower.y += missing / 2;
				moved = true;
			}
		}
		if (!moved) break;
	}
	return spread.map((label) => ({ ...label, y: Math.round(label.y) }));
}

/** How far the middles of two names must be apart to stand side by side. */
const reach = (a: Label, b: Label, size: number): number => ((a.text.length + b.text.length) / 2 + 0.3) * size;
