import { createRequire } from 'node:module';
import type { CompatData, CompatStatement, Identifier, SimpleSupportStatement } from '@mdn/browser-compat-data';

const data = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData;

/** The oldest browsers that the public site serves: villagers use old phones. */
export const floor = { chrome: 79, safari: 13 } as const;

/** Follows keys into the browser data; undefined where the data knows nothing of the kind. */
export function lookUp(...path: string[]): Identifier | undefined {
	let place: Identifier | undefined = data as unknown as Identifier;
	for (const key of path) place = place && Object.hasOwn(place, key) ? place[key] : undefined;
	return place;
}

/** Whether both browsers of the floor have it under its own name, without prefix or flag; undefined where the data says nothing. */
export function isOld(found: Identifier | undefined): boolean | undefined {
	const compat = found?.__compat;
	if (!compat) return undefined;
	return hadBy(compat, 'chrome') && hadBy(compat, 'safari');
}

function hadBy(compat: CompatStatement, browser: keyof typeof floor): boolean {
	const said = compat.support[browser];
	const statements = Array.isArray(said) ? said : said ? [said] : [];
	return statements.some((statement) => stands(statement, floor[browser]));
}

function stands(statement: SimpleSupportStatement, version: number): boolean {
	const { version_added: added, version_removed: removed } = statement;
	if (statement.flags || statement.prefix || statement.alternative_name || !added) return false;
	return numberOf(added) <= version && !(removed && numberOf(removed) <= version);
}

/** `preview` is no number and older than nothing. */
const numberOf = (version: string): number => Number.parseFloat(version.replace('≤', ''));
