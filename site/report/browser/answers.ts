import { readEmail, readPhone } from '../../../content/facts/contact-forms.ts';
import { type Datum, datums } from '../../../content/facts/datums.ts';
import { modes, type ReportMode } from '../../../content/facts/names.ts';
import { halfWidth, plainLine, plainLines } from '../../../content/facts/plain-text.ts';

/** Names of the form's fields, in the order of the page. */
export const fieldNames = [
	'category',
	'pondId',
	'mineId',
	'pondName',
	'registeredCounty',
	'placeWay',
	'lat',
	'lon',
	'accuracy',
	'coordinates',
	'datum',
	'county',
	'town',
	'place',
	'pickedCounty',
	'nearCounties',
	'confirmedPlace',
	'avoidCounty',
	'whenKind',
	'occurredOn',
	'roughly',
	'description',
	'mode',
	'name',
	'phone',
	'email',
] as const;

export type FieldName = (typeof fieldNames)[number];

/** What is filled in, as text; an empty string where nothing is. */
export type Answers = Record<FieldName, string>;

/** The text of a field, normalised like on the server, so that both count and compare the same. */
export function normalised(name: FieldName, typed: string): string {
	if (name === 'description') return plainLines(typed);
	if (name !== 'phone' && name !== 'email') return plainLine(typed);
	const read = name === 'phone' ? readPhone(typed) : readEmail(typed);
	return read.ok ? read.value : halfWidth(typed);
}

/** Value of a county choice when the reporter does not know. */
export const unsure = 'unsure';

/** Value of the counties at a point that lies in none of the city. */
export const nowhere = 'none';

/** Value of the datum choice when the reporter does not know. */
export const unknownDatum = 'unknown';

/** Whether a datum was chosen, and not that the reporter does not know it. */
export function isDatum(value: string): value is Datum {
	return datums.some((datum) => datum === value);
}

/** Whether somebody chose how to report. */
export function isMode(value: string): value is ReportMode {
	return modes.some((mode) => mode === value);
}

/** Step of the form on which a field stands, counted from 0. */
export function stepOf(field: FieldName): number {
	const at = fieldNames.indexOf(field);
	if (at < fieldNames.indexOf('pondId')) return 0;
	if (at < fieldNames.indexOf('whenKind')) return 1;
	return at < fieldNames.indexOf('mode') ? 2 : 3;
}
