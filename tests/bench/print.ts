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
