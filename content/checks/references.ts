import type { Content } from '../content.ts';
import { ContentError } from '../content-error.ts';
import { checkOverlaps } from './overlaps.ts';

/** Every id that one content file names must exist in another. Throws ContentError at the first that does not. */
export function checkReferences(content: Content): void {
	const adcodes = new Set([content.units.city.adcode, ...content.units.counties.map((county) => county.adcode)]);
	const departments = new Set(content.units.departments.map((department) => department.id));
	const actions = new Set(content.campaign.actions.map((action) => action.id));
	const categories = new Set(content.categories.map((category) => category.id));
	const ponds = new Set(content.ponds.map((pond) => pond.id));

	for (const unit of content.units.units) {
		expect(adcodes, unit.adcode, 'rules/units.yaml', `units.${unit.id}.adcode`);
		expect(departments, unit.department, 'rules/units.yaml', `units.${unit.id}.department`);
	}
	expect(new Set(content.units.units.map((unit) => unit.id)), content.units.city.desk, 'rules/units.yaml', 'city.desk');
	for (const category of content.categories) {
		expect(departments, category.department, 'rules/categories.yaml', `${category.id}.department`);
		if (category.action) expect(actions, category.action, 'rules/categories.yaml', `${category.id}.action`);
	}
	checkEveryCountyCanHandle(content);
	checkAreas(content);
	for (const pond of content.ponds) expect(adcodes, pond.adcode, `ponds/${pond.id}.yaml`, 'adcode');
	for (const mine of content.mines) expect(adcodes, mine.adcode, `mines/${mine.id}.yaml`, 'adcode');
	for (const result of content.results) {
		const file = `results/${result.id}.yaml`;
		expect(adcodes, result.adcode, file, 'adcode');
		expect(categories, result.category, file, 'category');
		if (result.pondId) expect(ponds, result.pondId, file, 'pondId');
	}
	checkPublications(content);
	checkUnique(content);
}

function checkPublications({ units, results, withdrawnResults, acceptances, decisions, restorations }: Content): void {
	const adcodes = new Set([units.city.adcode, ...units.counties.map((county) => county.adcode)]);
	const cases = new Set([...results, ...withdrawnResults].map((result) => result.id));
	for (const { id, adcode } of acceptances) expect(adcodes, adcode, `acceptances/${id}.yaml`, 'adcode');
	for (const { id, adcode } of restorations) expect(adcodes, adcode, `restorations/${id}.yaml`, 'adcode');
	for (const { id, adcode, resultId } of decisions) {
		expect(adcodes, adcode, `decisions/${id}.yaml`, 'adcode');
		if (resultId) expect(cases, resultId, `decisions/${id}.yaml`, 'resultId');
	}
}

function expect<T>(known: Set<T>, value: T, file: string, key: string): void {
	if (!known.has(value)) throw new ContentError(file, key, `“${value}”在其他文件中没有登记`);
}

/** A gap in the rules would lose reports: each category's department must have one office in each county. */
function checkEveryCountyCanHandle({ units, categories }: Content): void {
	for (const county of units.counties) {
		for (const category of categories) {
			const offices = units.units.filter(
				(unit) => unit.adcode === county.adcode && unit.department === category.department,
			);
			if (offices.length === 1) continue;
			const sentence =
				offices.length === 0
					? `${county.name}没有单位承办“${category.name}”，请补上一个`
					: `${county.name}有 ${offices.length} 个单位承办“${category.name}”，只能有一个`;
			throw new ContentError('rules/units.yaml', 'units', sentence);
		}
	}
}

function checkAreas({ units, areas, routing }: Content): void {
	const drawn = new Set(areas.counties.features.map((feature) => feature.properties.adcode));
	for (const county of units.counties) {
		if (!drawn.has(county.adcode)) {
			throw new ContentError('areas/counties.geojson', 'features', `缺少${county.name}（${county.adcode}）的边界`);
		}
	}
	const known = new Set(units.counties.map((county) => county.adcode));
	checkOverlaps({ units, areas, routing });
	for (const town of areas.towns) expect(known, town.adcode, 'areas/towns.json', `${town.code}.adcode`);
}

function checkUnique(content: Content): void {
	const lists: Array<[file: string, ids: string[]]> = [
		['rules/categories.yaml', content.categories.map((category) => category.id)],
		['rules/units.yaml', content.units.units.map((unit) => unit.id)],
		['rules/units.yaml', content.units.counties.map((county) => county.slug)],
		['rules/deadlines.yaml', content.deadlines.map((deadline) => deadline.id)],
	];
	for (const [file, ids] of lists) {
		const twice = ids.find((id, index) => ids.indexOf(id) !== index);
		if (twice) throw new ContentError(file, 'id', `“${twice}”出现了两次`);
	}
}
