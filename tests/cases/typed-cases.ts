import { readFileSync } from 'node:fs';

/** The lines of a file of cases: what was typed, and what is right. */
function linesOf(file: string): Array<[typed: string, right: string]> {
	const lines = readFileSync(new URL(file, import.meta.url), 'utf8')
		.trim()
		.split('\n');
	return lines.map((line) => line.split('\t→ ') as [string, string]);
}

/** Places as people paste them. */
export const places = linesOf('coordinates.txt').map(([typed, right]) => {
	const [, lat, lon] = /^(\d+\.\d+), (\d+\.\d+)/.exec(right) ?? [];
	return { typed, lat: Number(lat), lon: Number(lon) };
});

/** Phone numbers as people type them; without `kept` the number is refused. */
export const phones = linesOf('phones.txt').map(([typed, right]) =>
	right.startsWith('refused') ? { typed, kept: undefined } : { typed, kept: /^[\d-]+/.exec(right)?.[0] },
);
