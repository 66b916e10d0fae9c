import type { PondCheckId } from '../../content/checks/pond-checks.ts';
import { PondStatus } from '../../content/schema/pond.ts';
import type { County } from '../../content/schema/rules.ts';
import type { ListedPond } from './catalogue.ts';
import { checkNames } from './check-labels.ts';
import { gradeName, monitoringNames, statusNames, unpublished } from './pond-labels.ts';

const overhead = '头顶库';

/** A list of ponds with an address of its own: `ponds/by/<group>/<value>/`. */
export interface PondFilter {
	group: string;
	value: string;
	/** e.g. 北票市, 在用. */
	name: string;
	/** Heading of its list, e.g. 北票市尾矿库. */
	title: string;
	keeps: (entry: ListedPond) => boolean;
}

/** A row of filters under one heading. */
export interface FilterGroup {
	id: string;
	name: string;
	filters: PondFilter[];
}

/** All filters the list offers, by heading. Filters that keep nothing are offered too: an empty list is an answer. */
export function pondFilters(counties: County[]): FilterGroup[] {
	return [
		group(
			'county',
			'所在县',
			counties.map(({ slug, name, adcode }) => [slug, name, ({ pond }) => pond.adcode === adcode]),
		),
		group('status', '运行状况', [
			...PondStatus.options.map(
				(status): Choice => [status, statusNames[status], ({ pond }) => pond.status === status],
			),
			['unknown', unpublished, ({ pond }) => pond.status === undefined],
		]),
		group(
			'grade',
			'等别',
			[1, 2, 3, 4, 5].map((grade) => [String(grade), gradeName(grade), ({ pond }) => pond.grade === grade]),
		),
		group('monitoring', '在线监测', [
			['connected', monitoringNames.connected, ({ pond }) => pond.monitoring === 'connected'],
			['built', monitoringNames.built, ({ pond }) => pond.monitoring === 'built'],
			['none', monitoringNames.none, ({ pond }) => pond.monitoring === 'none'],
		]),
		group('other', '其他', [
			['overhead', overhead, ({ pond }) => pond.overhead === true],
			['alarm', '预警中', ({ pond }) => pond.alarm !== undefined && pond.alarm !== 'none'],
			['finding', '自动核对有提示', ({ findings }) => findings.length > 0],
		]),
		group(
			'check',
			'自动核对',
			(Object.keys(checkNames) as PondCheckId[]).map((check) => [
				check,
				checkNames[check].name,
				({ findings }) => findings.some(({ id }) => id === check),
			]),
		),
	];
}

type Choice = [value: string, name: string, keeps: PondFilter['keeps']];

type GroupId = 'county' | 'status' | 'grade' | 'monitoring' | 'other' | 'check';

const titleOf: Record<GroupId, (name: string) => string> = {
	county: (name) => `${name}尾矿库`,
	status: (name) => (name === unpublished ? '运行状况未公布的尾矿库' : `${name}的尾矿库`),
	grade: (name) => `${name}尾矿库`,
	monitoring: (name) => `在线监测${name}的尾矿库`,
	other: (name) => (name === overhead ? overhead : `${name}的尾矿库`),
	check: (name) => `自动核对提示“${name}”的尾矿库`,
};

function group(id: GroupId, name: string, choices: Choice[]): FilterGroup {
	const filter = ([value, name, keeps]: Choice) => ({ group: id, value, name, title: titleOf[id](name), keeps });
	return { id, name, filters: choices.map(filter) };
}

/** Address of a filter's list from the portal's root. */
export const filterPath = ({ group, value }: PondFilter): string => `ponds/by/${group}/${value}/`;

/** Rows on one page of a list of ponds: what a phone loads quickly and a thumb still scrolls. */
export const pondPageSize = 50;
