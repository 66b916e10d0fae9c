import type { Content } from '../../../content/content.ts';
import { plain } from './plain.ts';
import type { CommonWords } from './reporter-traces.ts';

/** A shorter name is no wording of anybody by itself, and cutting it out would hide what stands around it. */
const shortest = 8;

const known = new WeakMap<object, CommonWords>();

/** The names that the content of this portal makes everybody's. Worked out once. */
export function commonWords(content: Content): CommonWords {
	const found = known.get(content) ?? workOut(content);
	known.set(content, found);
	return found;
}

function workOut({ categories, units, ponds, mines, campaign, areas }: Content): CommonWords {
	const laws = categories.flatMap(({ basis }) => basis.map(({ law }) => law.replace(/[（(].*$/, '')));
	const names = [
		...laws,
		...units.units.map(({ name }) => name),
		...[...ponds, ...mines].map(({ name }) => name),
		campaign.plan.title,
	];
	const places = [
		units.city.name,
		...units.counties.flatMap(({ name, fullName }) => [name, fullName]),
		...areas.towns.map(({ name }) => name),
	];
	return {
		names: longestFirst(names).filter((name) => name.length >= shortest),
		areas: longestFirst(places),
	};
}

function longestFirst(names: string[]): string[] {
	return [...new Set(names.map(plain))].sort((a, b) => b.length - a.length);
}
