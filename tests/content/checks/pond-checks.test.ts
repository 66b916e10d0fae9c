import { expect, test } from 'vitest';
import { pondChecks } from '../../../content/checks/pond-checks.ts';
import { loadContent } from '../../../content/load.ts';
import { Pond } from '../../../content/schema/pond.ts';

const today = '2026-11-24';

/** A pond about which there is nothing to find, with some facts changed. */
function pond(facts: Record<string, unknown>): Pond {
	const person = { name: '演示人员甲', post: '演示职务', asOf: '2026-05-20' };
	return Pond.parse({
		id: 'p-1',
		name: '演示尾矿库',
		adcode: 211381,
		status: 'in-use',
		monitoring: 'connected',
		planMade: '2023-04-10',
		persons: { government: person, regulator: person, company: person },
		source: '演示数据',
		asOf: '2026-05-20',
		...facts,
	});
}
const found = (facts: Record<string, unknown>, day = today) => pondChecks(pond(facts), day).map(({ id }) => id);

test('a pond in order has no findings', () => {
	expect(found({})).toEqual([]);
});

test('a pond in use must be monitored and connected', () => {
	expect(found({ monitoring: 'none' })).toEqual(['not-connected']);
	expect(found({ monitoring: 'built' })).toEqual(['not-connected']);
	expect(found({ monitoring: 'none', status: 'idle' })).toEqual([]);
});

test('a pond of grade three and above must be connected even when idle', () => {
	expect(found({ status: 'idle', grade: 3, monitoring: 'built' })).toEqual(['large-not-connected']);
	expect(found({ status: 'idle', grade: 4, monitoring: 'built' })).toEqual([]);
	expect(found({ status: 'idle', height: 60, capacity: 1000, monitoring: 'none' })).toEqual(['large-not-connected']);
});

test('idle for more than three years counts from the day after', () => {
	expect(found({ status: 'idle', stopped: '2023-11-24' })).toEqual([]);
	expect(found({ status: 'idle', stopped: '2023-11-23' })).toEqual(['idle-too-long']);
	expect(found({ status: 'closing', stopped: '2015-01-01' })).toEqual([]);
});

test('a pond without an operator is named until it is closed', () => {
	expect(found({ noOperator: true })).toEqual(['no-operator']);
	expect(found({ noOperator: true, status: 'closed' })).toEqual([]);
});

test('height and capacity beyond design are told in one sentence with both numbers', () => {
	const [finding] = pondChecks(pond({ height: 39, designHeight: 38, capacity: 301, designCapacity: 300 }), today);
	expect(finding?.sentence).toMatch(/39 m.*38 m.*301 万m³.*300 万m³/);
	expect(found({ height: 38, designHeight: 38 })).toEqual([]);
});

test('a licence is expired the day after its last day, and only matters in use', () => {
	expect(found({ permitExpires: '2026-11-24' })).toEqual([]);
	expect(found({ permitExpires: '2026-11-23' })).toEqual(['permit-expired']);
	expect(found({ permitExpires: '2026-11-23', status: 'idle' })).toEqual([]);
});

test('a missing responsible person is named by role, an old entry too', () => {
	const person = { name: '演示人员乙', post: '演示职务', asOf: '2025-11-23' };
	const [finding] = pondChecks(pond({ persons: { government: person, company: person } }), today);
	expect(finding).toMatchObject({ id: 'persons-missing' });
	expect(finding?.sentence).toContain('监管部门包保责任人');
	expect(finding?.sentence).toContain('政府、企业包保责任人');
	expect(found({ persons: {}, status: 'deregistered' })).toEqual([]);
});

test('a recorded grade that differs from the computed one is shown with both', () => {
	const [finding] = pondChecks(pond({ grade: 5, height: 35, capacity: 50.8 }), today);
	expect(finding?.sentence).toMatch(/五等.*四等/);
	expect(found({ grade: 4, height: 35, capacity: 50.8 })).toEqual([]);
	expect(found({ grade: 5, height: 35 })).toEqual([]);
});

test('data and plan: older than a year, or missing', () => {
	expect(found({ asOf: '2025-11-24' })).toEqual([]);
	expect(found({ asOf: '2025-11-23' })).toEqual(['data-old']);
	expect(found({ planMade: undefined })).toEqual(['no-plan']);
	expect(found({ planMade: undefined, status: 'closed' })).toEqual([]);
});

test('a year before the leap day is the end of February', () => {
	const person = { name: '演示人员丙', post: '演示职务' };
	const persons = { government: person, regulator: person, company: person };
	expect(found({ persons, asOf: '2027-03-01' }, '2028-02-29')).toEqual([]);
	expect(found({ persons, asOf: '2027-02-28' }, '2028-02-29')).toEqual(['data-old']);
});

test('among the demo ponds every check fires somewhere, and some ponds are in order', () => {
	const ponds = loadContent('content').ponds.filter((each) => each.demo);
	const findings = ponds.map((each) => pondChecks(each, today).map(({ id }) => id));
	expect([...new Set(findings.flat())].sort()).toEqual(
		[
			'not-connected',
			'large-not-connected',
			'idle-too-long',
			'no-operator',
			'beyond-design',
			'permit-expired',
			'persons-missing',
			'grade-differs',
			'data-old',
			'no-plan',
		].sort(),
	);
	expect(findings.filter((ids) => ids.length === 0)).toHaveLength(4);
});
