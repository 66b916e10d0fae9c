import { keysOf } from '../facts/keys-of.ts';
import { computedGrade } from '../facts/pond-grade.ts';
import type { Pond } from '../schema/pond.ts';

/** Something about a pond that a reader of the public list can see for himself, as one sentence. */
export interface PondFinding {
	id: PondCheckId;
	sentence: string;
}

type Check = (pond: Pond, today: string) => string | undefined;

const gradeNames = ['一等', '二等', '三等', '四等', '五等'];

/** Every check by its id, in the order in which findings are shown. A fact that is not published is no finding. */
const checks = {
	'not-connected': (pond) => {
		if (pond.status !== 'in-use') return undefined;
		if (pond.monitoring === 'none') return '在用，但未建在线监测系统。';
		if (pond.monitoring === 'built') return '在用，在线监测系统已建，但未与监测预警系统联网。';
		return undefined;
	},
	'large-not-connected': (pond) => {
		const grade = pond.grade ?? computedGrade(pond);
		if (isOver(pond) || grade === undefined || grade > 3) return undefined;
		if (pond.monitoring === undefined || pond.monitoring === 'connected') return undefined;
		return `${gradeName(grade)}库，在线监测未联网。`;
	},
	'idle-too-long': (pond, today) =>
		pond.status === 'idle' && pond.stopped && pond.stopped < yearsBefore(today, 3)
			? `自${pond.stopped}停用，已超过3年，未进入闭库治理。`
			: undefined,
	'no-operator': (pond) => (pond.noOperator && !isOver(pond) ? '没有生产经营主体。' : undefined),
	'beyond-design': (pond) => {
		const excess = [
			beyond('坝高', 'm', pond.height, pond.designHeight),
			beyond('库容', '万m³', pond.capacity, pond.designCapacity),
		].filter((part) => part !== undefined);
		return excess.length > 0 ? `${excess.join('；')}。` : undefined;
	},
	'permit-expired': (pond, today) =>
		pond.status === 'in-use' && pond.permitExpires && pond.permitExpires < today
			? `在用，安全生产许可证已于${pond.permitExpires}到期。`
			: undefined,
	'persons-missing': (pond, today) => (isOver(pond) ? undefined : personsSentence(pond, today)),
	'grade-differs': (pond) => {
		const computed = computedGrade(pond);
		if (pond.grade === undefined || computed === undefined || pond.grade === computed) return undefined;
		return `登记为${gradeName(pond.grade)}，按现状坝高和库容推算为${gradeName(computed)}。`;
	},
	'data-old': (pond, today) =>
		pond.asOf < yearsBefore(today, 1) ? `数据截至${pond.asOf}，已超过1年未更新。` : undefined,
	'no-plan': (pond) => (pond.planMade || isOver(pond) ? undefined : '尚无“一库一策”编制日期的公布信息。'),
} satisfies Record<string, Check>;

/** Stable names of the checks, used in addresses and open data. */
export type PondCheckId = keyof typeof checks;

/** The checks that the published facts of a pond fail on a day (`YYYY-MM-DD`, Asia/Shanghai). */
export function pondChecks(pond: Pond, today: string): PondFinding[] {
	const findings: PondFinding[] = [];
	for (const id of keysOf(checks)) {
		const sentence = checks[id](pond, today);
		if (sentence) findings.push({ id, sentence });
	}
	return findings;
}

/** Closed and deregistered ponds take no tailings: duties of running ponds no longer apply. */
const isOver = (pond: Pond): boolean => pond.status === 'closed' || pond.status === 'deregistered';

const gradeName = (grade: number): string => gradeNames[grade - 1] ?? '';

function beyond(name: string, unit: string, present?: number, design?: number): string | undefined {
	if (present === undefined || design === undefined || present <= design) return undefined;
	return `现状${name} ${present} ${unit}，超过设计值 ${design} ${unit}`;
}

function personsSentence({ persons }: Pond, today: string): string | undefined {
	const roles = [
		['政府', persons.government],
		['监管部门', persons.regulator],
		['企业', persons.company],
	] as const;
	const missing = roles.filter(([, person]) => !person).map(([role]) => role);
	const old = roles.filter(([, person]) => person?.asOf && person.asOf < yearsBefore(today, 1)).map(([role]) => role);
	const parts = [
		missing.length > 0 ? `尚无${missing.join('、')}包保责任人的公布信息` : undefined,
		old.length > 0 ? `${old.join('、')}包保责任人的公布信息已超过1年` : undefined,
	].filter((part) => part !== undefined);
	return parts.length > 0 ? `${parts.join('；')}。` : undefined;
}

function yearsBefore(day: string, years: number): string {
	return `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;
}
