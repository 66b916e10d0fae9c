/** Lower bounds of the grades one to four, inclusive (GB 39496-2020); below the last one it is grade five. */
const heightBounds = [200, 100, 60, 30];
const capacityBounds = [50_000, 10_000, 1_000, 100];

/**
 * The 等别 that a pond's present height (m) and capacity (万m³) call for, 1 the largest.
 * Undefined while one of the two is unknown: a guess would look like a finding.
 */
export function computedGrade(pond: { height?: number; capacity?: number }): number | undefined {
	if (pond.height === undefined || pond.capacity === undefined) return undefined;
	const byHeight = gradeBy(heightBounds, pond.height);
	const byCapacity = gradeBy(capacityBounds, pond.capacity);
	const higher = Math.min(byHeight, byCapacity);
	return Math.abs(byHeight - byCapacity) > 1 ? higher + 1 : higher;
}

function gradeBy(bounds: number[], value: number): number {
	const index = bounds.findIndex((bound) => value >= bound);
	return index === -1 ? bounds.length + 1 : index + 1;
}
