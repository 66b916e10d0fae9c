/** Prints one measured value and, where there is one, the budget it is held against. */
export function measured(name: string, value: string, budget?: { text: string; kept: boolean }): void {
	const verdict = budget ? `  ${budget.kept ? 'within' : 'OVER'} ${budget.text}` : '';
	process.stdout.write(`  ${name.padEnd(58)} ${value.padStart(12)}${verdict}\n`);
}

/** `1234567` as `1.2 MB`, decimal, as networks count. */
export function bytes(count: number): string {
	return count < 1_000_000 ? `${(count / 1000).toFixed(1)} KB` : `${(count / 1_000_000).toFixed(1)} MB`;
}

export function seconds(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Prints rows under their heads, numbers to the right. */
export function table(heads: string[], rows: string[][]): void {
	const widths = heads.map((head, nth) => Math.max(head.length, ...rows.map((row) => row[nth]?.length ?? 0)));
	for (const row of [heads, ...rows]) {
		const cells = row.map((cell, nth) => {
			const width = widths[nth] ?? 0;
			return nth === 0 || nth === row.length - 1 ? cell.padEnd(width) : cell.padStart(width);
		});
		process.stdout.write(`  ${cells.join('  ').trimEnd()}\n`);
	}
}

/** The middle one of several rounds. */
export function median(values: number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
