import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ListQuery, list } from '../../../../api/handling/inbox/list.ts';
import { locator } from '../../../../api/routing/locate.ts';
import { reports } from '../../../../db/schema/reports.ts';
import testpoints from '../../../content/testpoints.geonames.json' with { type: 'json' };
import { content, openTestPortal, type TestPortal } from '../../portal.ts';
import { saidIn } from '../../said.ts';

const locate = locator(content);
const desk = content.units.units.find((unit) => unit.id === content.units.city.desk)?.name;

/** A known place that lies clearly inside 北票市. */
const inside = known(testpoints.points.find((p) => p.adcode === 211381 && !locate(p).nearBorder));
/** The first place beside an internal border, found by walking along a county's own border. */
const atBorder = known(
	content.areas.counties.features
		.flatMap(({ geometry }) => geometry.coordinates.flat(geometry.type === 'Polygon' ? 1 : 2) as number[][])
		.map(([lon = 0, lat = 0]) => ({ lat, lon }))
		.find((point) => locate(point).county && locate(point).nearBorder),
);
const outside = { lat: 39.9, lon: 116.4 };

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal({}, { accounts: false });
});
afterAll(() => portal.remove());

function known<T>(value: T | undefined): T {
	if (!value) throw new Error('the areas hold no such place');
	return value;
}

async function route(location: Record<string, unknown>, more: Record<string, unknown> = {}) {
	const receipt = await portal.report({ location, ...more });
	const [row] = await portal.staff.db.read.select().from(reports).where(eq(reports.number, receipt.number));
	return { ...receipt, row: known(row), said: await saidIn(portal, receipt.number) };
}

test('a point inside a county goes to the office of that county', async () => {
	const { county, status, unit, row, said } = await route({ lat: inside.lat, lon: inside.lon });
	expect({ county, status, unit }).toEqual({
		county: { adcode: 211381, name: '北票市' },
		status: 'assigned',
		unit: '北票市自然资源局',
	});
	expect(row.routeCode).toBe('point');
	expect(said).toMatchObject({ datum: 'wgs84', point: { lat: inside.lat, lon: inside.lon } });
});

test('a county that was named without a point gets the report', async () => {
	const { county, row, said } = await route({ adcode: 211324, town: '公营子镇', place: '河边' });
	expect(county).toEqual({ adcode: 211324, name: '喀左县' });
	expect(row).toMatchObject({ routeCode: 'named', town: '公营子镇', cell: null });
	expect(said).toMatchObject({ place: '河边', town: null, point: null });
});

test('a point near a border goes to the queue of the city, with the counties in question', async () => {
	const { county, status, unit, row } = await route({ ...atBorder });
	expect({ county, status, unit }).toEqual({ county: null, status: 'received', unit: desk });
	expect(row).toMatchObject({ routeCode: 'border', adcode: null, unitId: content.units.city.desk });
	expect(row.routeBasis.length).toBeGreaterThan(1);
});

test('the county that the reporter picked near a border gets the report', async () => {
	const [other] = locate(atBorder).alternatives;
	const { county, row } = await route({ ...atBorder, adcode: other?.adcode });
	expect(county).toEqual({ adcode: other?.adcode, name: other?.name });
	expect(row.routeCode).toBe('picked');
});

test('a county that is not near the border point cannot be picked: the city decides', async () => {
	const near = [locate(atBorder).county, ...locate(atBorder).alternatives].map((each) => each?.adcode);
	const far = known(content.units.counties.find(({ adcode }) => !near.includes(adcode)));
	const { county, row } = await route({ ...atBorder, adcode: far.adcode });
	expect(county).toBeNull();
	expect(row.routeCode).toBe('border');
});

test('a point clearly inside one county is not moved by naming another', async () => {
	const { county } = await route({ lat: inside.lat, lon: inside.lon, adcode: 211382 });
	expect(county).toEqual({ adcode: 211381, name: '北票市' });
});

test('a point outside the city goes to the queue of the city', async () => {
	const { county, status, unit, row } = await route(outside);
	expect({ county, status, unit }).toEqual({ county: null, status: 'received', unit: desk });
	expect(row).toMatchObject({ routeCode: 'outside', adcode: null });
});

test('a place in words without a county goes to the queue of the city', async () => {
	const { county, row } = await route({ place: '老矿的后山' });
	expect(county).toBeNull();
	expect(row).toMatchObject({ routeCode: 'unplaced', adcode: null, unitId: content.units.city.desk });
});

test.each([
	['宝国老镇北边的山坡', 211381, '宝国老镇'],
	// A part of a longer name does not count: 二十家子镇 is of 朝阳县.
	['北二十家子镇后沟', 211322, '北二十家子镇'],
	['北票市城关街道废渣堆', 211381, '城关街道'],
	['章吉营乡与宝国老镇之间', 211381, null],
	['喀左县县城往南', 211324, null],
])('a place in words, %s, goes to the county whose towns it names', async (place, adcode, town) => {
	const { status, row } = await route({ place });
	expect(status).toBe('assigned');
	expect(row).toMatchObject({ routeCode: 'words', adcode, town });
});

test.each(['城关街道东头', '宝国老镇到刀尔登镇的路上'])(
	'a name that two counties have, or names of two counties, decide nothing: %s',
	async (place) => {
		expect((await route({ place })).row).toMatchObject({ routeCode: 'unplaced', adcode: null });
	},
);

test('a registered pond says which county, also beside a border, but not against a point or a county that was named', async () => {
	const pondOf = (adcode: number) => known(content.ponds.find((pond) => pond.adcode === adcode)).id;
	const more = { category: 'tailings-danger', pondId: pondOf(211381) };
	expect(await route({ place: '坝下的村子' }, more)).toMatchObject({
		unit: '北票市应急管理局',
		row: { routeCode: 'pond', adcode: 211381 },
	});
	expect((await route({ adcode: 211324, place: '下游' }, more)).row).toMatchObject({
		routeCode: 'named',
		adcode: 211324,
	});
	const { lat, lon } = inside;
	expect((await route({ lat, lon }, { ...more, pondId: pondOf(211322) })).row).toMatchObject({ routeCode: 'point' });
	const near = [locate(atBorder).county, ...locate(atBorder).alternatives].map((each) => each?.adcode);
	const pond = known(content.ponds.find(({ adcode }) => near.includes(adcode)));
	expect((await route({ ...atBorder }, { ...more, pondId: pond.id })).row).toMatchObject({
		routeCode: 'pond',
		adcode: pond.adcode,
	});
});

test('a report that accuses the county is kept from it', async () => {
	const { county, status, unit, row } = await route({ adcode: 211381, place: '村北' }, { avoidCounty: true });
	expect({ county, status, unit }).toEqual({ county: null, status: 'received', unit: desk });
	expect(row).toMatchObject({ routeCode: 'avoid', adcode: null, bypassed: true });
	expect(row.routeBasis).toEqual([{ adcode: 211381, name: '北票市' }]);
});

test.each([
	['a county that was chosen', { adcode: 211381, place: '凌源市东城街道' }, {}],
	['a county that was chosen, by a town', { adcode: 211381, place: '刀尔登镇西沟' }, {}],
	[
		'a pond that was chosen',
		{ place: '刀尔登镇西沟' },
		{ pondId: content.ponds.find(({ adcode }) => adcode === 211381)?.id },
	],
	['a county and a town that were chosen', { adcode: 211381, town: '宝国老镇', place: '凌源市东城街道' }, {}],
	[
		'a pond, and agree with the county that was chosen',
		{ adcode: 211382, place: '刀尔登镇西沟' },
		{ pondId: content.ponds.find(({ adcode }) => adcode === 211381)?.id },
	],
	['a point', { lat: inside.lat, lon: inside.lon, place: '凌源市刀尔登镇西沟' }, {}],
])('words that contradict %s go to the city, with that reason', async (_what, location, more) => {
	const { county, status, unit, row } = await route(location, more);
	expect({ county, status, unit }).toEqual({ county: null, status: 'received', unit: desk });
	expect(row.routeCode).toBe('contradiction');
	const named = row.routeBasis.map(({ adcode }) => adcode);
	expect(named).toEqual(expect.arrayContaining([211381, 211382]));
});

test.each([
	[{ adcode: 211381, place: '北票市与朝阳县交界的山坡' }, 'named'],
	[{ adcode: 211381, place: '城关街道东头' }, 'named'],
	[{ adcode: 211381, place: '村北' }, 'named'],
	[{ place: '宝国老镇' }, 'words'],
])('words that may mean the chosen county do not contradict it: %j', async (location, code) => {
	expect((await route(location)).row.routeCode).toBe(code);
});

test('a wish without a place by-passes every county, one near a border each of those there', async () => {
	const unplaced = await route({ place: '老矿的后山' }, { avoidCounty: true });
	expect(unplaced.avoided).toHaveLength(content.units.counties.length);
	const near = [locate(atBorder).county, ...locate(atBorder).alternatives].map((each) => each?.adcode);
	const border = await route({ ...atBorder }, { avoidCounty: true });
	expect(border.avoided.map(({ adcode }) => adcode).sort()).toEqual([...near].sort());
});

test('a county that was named to be by-passed never gets it, the others may', async () => {
	const other = await route({ adcode: 211381, place: '村北' }, { avoidCounties: [211382] });
	expect(other).toMatchObject({ county: { adcode: 211381 }, avoided: [{ adcode: 211382 }], row: { bypassed: true } });
	const own = await route({ adcode: 211382, place: '村北' }, { avoidCounties: [211382] });
	expect(own).toMatchObject({ county: null, row: { routeCode: 'avoid' } });
});

test('coordinates of a map of another datum are turned round before the county is decided', async () => {
	const { said } = await route({ lat: inside.lat, lon: inside.lon, datum: 'gcj02' });
	expect(said.datum).toBe('gcj02');
	expect(said.point?.lat).not.toBe(inside.lat);
	expect(Math.abs((said.point?.lat ?? 0) - inside.lat)).toBeLessThan(0.01);
});

test('a subject led by the water office goes there, a pond report to the emergency office', async () => {
	expect((await route({ adcode: 211381, place: '河滩' }, { category: 'river-sand' })).unit).toBe(
		'北票市水行政主管部门',
	);
	const pondId = content.ponds[0]?.id;
	const pond = await route({ adcode: 211381, place: '坝下' }, { category: 'tailings-danger', pondId });
	expect(pond.unit).toBe('北票市应急管理局');
	expect(pond.row.pondId).toBe(pondId);
});

test('cases at a border are a view of their own, the city’s and the county’s that has them', async () => {
	const picked = locate(atBorder).alternatives[0]?.adcode;
	const undecided = await route({ ...atBorder });
	const decided = await route({ ...atBorder, adcode: picked });
	const seen = async (adcode: number) => {
		const city = adcode === content.units.city.adcode;
		const officer = {
			id: 'x',
			name: 'x',
			username: 'x',
			role: 'clerk' as const,
			adcode,
			city,
			demo: true,
			sessionId: 'x',
		};
		const { items, counts } = await list(portal.staff, officer, ListQuery.parse({ view: 'border' }));
		expect(items).toHaveLength(counts.border);
		return items.map(({ number }) => number);
	};
	expect(await seen(content.units.city.adcode)).toEqual(expect.arrayContaining([undecided.number, decided.number]));
	expect(await seen(known(picked))).toContain(decided.number);
	expect(await seen(known(picked))).not.toContain(undecided.number);
});
