import { hash } from 'node:crypto';
import { type PondFinding, pondChecks } from '../../content/checks/pond-checks.ts';
import type { Pond } from '../../content/schema/pond.ts';
import type { County } from '../../content/schema/rules.ts';
import { content } from '../build/content.ts';
import { today } from '../build/today.ts';

/** A pond as the lists show it: with its county and what the checks of this build found. */
export interface ListedPond {
	pond: Pond;
	county: County | undefined;
	findings: PondFinding[];
}

let listed: ListedPond[] | undefined;

/** All ponds in the order of the counties, checked once per build. */
export function catalogue(): ListedPond[] {
	listed ??= list();
	return listed;
}

let digest: string | undefined;

/** Names the whole list as it is: what every page that shows a part of it, or counts it, is made of. */
export function catalogueDigest(): string {
	digest ??= hash('sha256', JSON.stringify(catalogue()), 'hex');
	return digest;
}

/** The pages that there are one of for each pond. */
export function pondPaths() {
	return catalogue().map((entry) => ({ params: { id: entry.pond.id }, props: { entry } }));
}

let byId: Map<string, ListedPond> | undefined;

/** The pond of that id; undefined when it is not listed. */
export function pondNamed(id: string): ListedPond | undefined {
	byId ??= new Map(catalogue().map((entry) => [entry.pond.id, entry]));
	return byId.get(id);
}

function list(): ListedPond[] {
	const { ponds, units } = content();
	const order = new Map(units.counties.map((county, index) => [county.adcode, { county, index }]));
	const place = ({ adcode }: Pond): number => order.get(adcode)?.index ?? order.size;
	return ponds
		.toSorted((a, b) => place(a) - place(b) || a.name.localeCompare(b.name, 'zh-CN') || a.id.localeCompare(b.id))
		.map((pond) => ({ pond, county: order.get(pond.adcode)?.county, findings: pondChecks(pond, today) }));
}
