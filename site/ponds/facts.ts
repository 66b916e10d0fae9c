import { minuteOf } from '../../content/facts/time.ts';
import { Pond } from '../../content/schema/pond.ts';
import type { Fact } from '../parts/fact.ts';
import {
	alarmNames,
	constructionNames,
	dischargeNames,
	gradeName,
	levelName,
	monitoredNames,
	monitoringNames,
	riskNames,
	safetyNames,
	statusNames,
	typeNames,
	yesNo,
} from './pond-labels.ts';

type Key = keyof Pond;

const said = <T, R>(value: T | undefined, word: (value: T) => R): R | undefined =>
	value === undefined ? undefined : word(value);

/** How the keys are said that are not plain text or number. */
const words: { [K in Key]?: (pond: Pond) => string | undefined } = {
	status: (pond) => said(pond.status, (status) => statusNames[status]),
	grade: (pond) => said(pond.grade, gradeName),
	type: (pond) => said(pond.type, (type) => typeNames[type]),
	construction: (pond) => said(pond.construction, (way) => constructionNames[way]),
	discharge: (pond) => said(pond.discharge, (way) => dischargeNames[way]),
	expanded: (pond) => said(pond.expanded, yesNo),
	maintained: (pond) => said(pond.maintained, yesNo),
	overhead: (pond) => said(pond.overhead, yesNo),
	// The key defaults to false where nothing was said: only a yes is a statement.
	noOperator: (pond) => (pond.noOperator ? '是' : undefined),
	formerNames: (pond) => pond.formerNames.join('、') || undefined,
	riskLevel: (pond) => said(pond.riskLevel, (level) => riskNames[level]),
	environmentLevel: (pond) => said(pond.environmentLevel, levelName),
	safetyDegree: (pond) => said(pond.safetyDegree, (degree) => safetyNames[degree]),
	monitoring: (pond) => said(pond.monitoring, (state) => monitoringNames[state]),
	monitored: (pond) => pond.monitored.map((item) => monitoredNames[item]).join('、') || undefined,
	alarm: (pond) => said(pond.alarm, (level) => alarmNames[level]),
	lastContact: (pond) => said(pond.lastContact, minuteOf),
	point: (pond) => said(pond.point, ({ lat, lon }) => `东经 ${lon.toFixed(4)}°，北纬 ${lat.toFixed(4)}°`),
};

const stoppedStates: ReadonlyArray<Pond['status']> = ['idle', 'reclaiming', 'closing', 'closed', 'deregistered'];
const hasStopped = ({ status }: Pond): boolean => stoppedStates.includes(status);
const isClosed = ({ status }: Pond): boolean => status === 'closed' || status === 'deregistered';

/** Facts that only some ponds have: where they do not apply, their absence is not called unpublished. */
const applies: { [K in Key]?: (pond: Pond) => boolean } = {
	noOperator: () => false,
	safetyDegree: () => false,
	stopped: hasStopped,
	maintained: hasStopped,
	downstreamPeople: ({ overhead }) => overhead === true,
	downstreamFacilities: ({ overhead }) => overhead === true,
	monitored: ({ monitoring }) => monitoring !== 'none',
	lastContact: ({ monitoring }) => monitoring === 'connected',
	closureNotice: isClosed,
	closedDay: isClosed,
	deregistrationNotice: ({ status }) => status === 'deregistered',
	deregisteredDay: ({ status }) => status === 'deregistered',
};

/** The facts of a pond under the given keys, labelled and with their units as the schema says. */
export function factsOf(pond: Pond, keys: readonly Key[]): Fact[] {
	const facts = keys.map((key) => ({ key, ...factOf(pond, key) }));
	return facts
		.filter(({ key, value }) => value !== undefined || (applies[key]?.(pond) ?? true))
		.map(({ label, value }) => ({ label, value }));
}

function factOf(pond: Pond, key: Key): Fact {
	const about = Pond.shape[key].meta() as { title?: string; unit?: string } | undefined;
	const word = words[key];
	return { label: about?.title ?? key, value: word ? word(pond) : plain(pond[key], about?.unit) };
}

function plain(value: unknown, unit = ''): string | undefined {
	if (typeof value === 'number') return [value, unit].join(unit === '年一遇' ? '' : ' ').trim();
	return typeof value === 'string' ? value : undefined;
}

/** The groups of a pond's page, in reading order. */
export const factGroups: ReadonlyArray<{ id: string; name: string; keys: readonly Key[]; note?: string }> = [
	{
		id: 'basics',
		name: '基本情况',
		keys: [
			'company',
			'creditCode',
			'noOperator',
			'mineral',
			'type',
			'construction',
			'discharge',
			'commissioned',
			'stopped',
			'maintained',
		],
	},
	{
		id: 'size',
		name: '坝高与库容',
		keys: [
			'height',
			'designHeight',
			'capacity',
			'designCapacity',
			'designLife',
			'servedYears',
			'expanded',
			'floodStandard',
		],
		note: '坝高单位为米（m），库容单位为万立方米（万m³）。',
	},
	{
		id: 'risk',
		name: '头顶库和下游',
		keys: ['overhead', 'downstreamPeople', 'downstreamFacilities'],
		note: '头顶库由主管部门按下泄路径认定，不按直线距离推算。',
	},
	{ id: 'monitoring', name: '在线监测', keys: ['monitoring', 'monitored', 'lastContact'] },
	{
		id: 'permits',
		name: '许可、方案与评估',
		keys: [
			'permitNumber',
			'permitExpires',
			'planMade',
			'planUpdated',
			'assessed',
			'assessmentSummary',
			'nextAssessment',
			'emergencySummary',
		],
	},
	{
		id: 'closure',
		name: '闭库与销号',
		keys: ['closureNotice', 'closedDay', 'deregistrationNotice', 'deregisteredDay'],
		note: '闭库与销号是两个程序：闭库由县级以上人民政府公告，销号后不得再排放尾矿。',
	},
];
