import type { Pond } from '../../content/schema/pond.ts';
import { Pond as PondSchema } from '../../content/schema/pond.ts';
import { absolute } from '../build/base.ts';
import { catalogue, type ListedPond } from '../ponds/catalogue.ts';
import { factsOf } from '../ponds/facts.ts';

/** A pond in the open data: the public file with its address, county name and the checks of that day. */
export function pondItem({ pond, county, findings }: ListedPond) {
	// noOperator is false where nothing was said: only a yes is a statement.
	return {
		...pond,
		noOperator: pond.noOperator || undefined,
		countyName: county?.name,
		url: absolute(`ponds/${pond.id}/`),
		findings,
	};
}

export const pondItems = () => catalogue().map(pondItem);

/** Columns of ponds.csv: the keys with a single value, headed as the schema names them. */
const csvKeys = [
	'id',
	'name',
	'formerNames',
	'adcode',
	'town',
	'village',
	'company',
	'creditCode',
	'noOperator',
	'mineral',
	'grade',
	'type',
	'construction',
	'discharge',
	'designHeight',
	'height',
	'designCapacity',
	'capacity',
	'commissioned',
	'designLife',
	'servedYears',
	'expanded',
	'status',
	'stopped',
	'maintained',
	'overhead',
	'downstreamPeople',
	'downstreamFacilities',
	'riskLevel',
	'permitNumber',
	'permitExpires',
	'monitoring',
	'monitored',
	'alarm',
	'lastContact',
	'planMade',
	'planUpdated',
	'assessed',
	'nextAssessment',
	'assessmentSummary',
	'environmentLevel',
	'safetyDegree',
	'floodStandard',
	'emergencySummary',
	'phone',
	'noticeNumber',
	'noticeDay',
	'closureNotice',
	'closedDay',
	'deregistrationNotice',
	'deregisteredDay',
	'asOf',
	'source',
	'note',
	'demo',
] as const satisfies ReadonlyArray<keyof Pond>;

const persons = [
	['government', '政府包保责任人'],
	['regulator', '监管包保责任人'],
	['company', '企业包保责任人'],
] as const;

/** Title and unit of a key of the pond schema. */
export function pondField(key: keyof Pond): { title: string; description: string; unit: string } {
	const about = PondSchema.shape[key].meta() as { title?: string; description?: string; unit?: string } | undefined;
	return { title: about?.title ?? key, description: about?.description ?? '', unit: about?.unit ?? '' };
}

/** ponds.csv as head and rows. */
export function pondTable() {
	const named = csvKeys.map((key) => ({ key, ...pondField(key) }));
	const head = [
		...named.map(({ title, unit }) => (unit ? `${title}（${unit}）` : title)),
		'县名',
		'经度',
		'纬度',
		...persons.flatMap(([, role]) => [`${role}姓名`, `${role}职务`]),
		'自动核对提示',
		'网址',
	];
	const rows = catalogue().map((entry) => [
		...csvKeys.map((key) => csvValue(entry.pond, key)),
		entry.county?.name,
		entry.pond.point?.lon,
		entry.pond.point?.lat,
		...persons.flatMap(([role]) => [entry.pond.persons[role]?.name, entry.pond.persons[role]?.post]),
		entry.findings.map(({ sentence }) => sentence).join(''),
		absolute(`ponds/${entry.pond.id}/`),
	]);
	return { head, rows };
}

/** Numbers and days as they are; codes in the words of the page. */
function csvValue(pond: Pond, key: (typeof csvKeys)[number]): string | number | boolean | undefined {
	const value = pond[key];
	if (typeof value === 'number' && key !== 'grade' && key !== 'environmentLevel') return value;
	return factsOf(pond, [key])[0]?.value ?? (key === 'demo' ? pond.demo : undefined);
}

/** Points of the ponds whose coordinates were published. */
export function pondFeatures() {
	return catalogue().flatMap(({ pond, county }) =>
		pond.point
			? [
					{
						type: 'Feature' as const,
						id: pond.id,
						geometry: { type: 'Point' as const, coordinates: [pond.point.lon, pond.point.lat] },
						properties: {
							id: pond.id,
							name: pond.name,
							county: county?.name,
							status: pond.status,
							grade: pond.grade,
							overhead: pond.overhead,
							asOf: pond.asOf,
							demo: pond.demo,
							url: absolute(`ponds/${pond.id}/`),
						},
					},
				]
			: [],
	);
}
