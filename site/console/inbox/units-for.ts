import type { ListedReport, Reference } from '../calls/answers.ts';

/** The units that may get all of these reports at once: with a by-passed one among them, the city's alone. */
export function unitsFor(
	reports: Array<Pick<ListedReport, 'bypassed'>>,
	names: Pick<Reference, 'units' | 'city'> | null,
): Reference['units'] {
	if (!names) return [];
	const onlyCity = reports.some(({ bypassed }) => bypassed);
	return names.units.filter(({ adcode }) => !onlyCity || adcode === names.city.adcode);
}
