import type { Pond } from '../../content/schema/pond.ts';
import { absolute } from '../build/base.ts';
import { catalogue } from '../ponds/catalogue.ts';
import { statusNames, unpublished } from '../ponds/pond-labels.ts';
import type { PublicList, Value } from './list.ts';

const states: ReadonlyArray<Pond['status']> = ['closing', 'closed', 'deregistered'];
/** Newest announcement of a pond; the day of its data where none was published. */
const dayOf = (pond: Pond): string => pond.deregisteredDay ?? pond.closedDay ?? pond.asOf;

/** 闭库销号公告: ponds that are being closed, are closed or have left the count, taken from their own files. */
export function closureList(): PublicList {
	const ponds = catalogue().filter(({ pond }) => states.includes(pond.status) || pond.closureNotice !== undefined);
	return {
		id: 'closure',
		name: '闭库销号公告',
		lead: '正在闭库治理、已经闭库和已经销号的尾矿库。闭库和销号是两个程序，分别公告；已销号的不计入座数，不得再排放尾矿。',
		counter: '座',
		empty: '尚无闭库或者销号的尾矿库。',
		columns: [
			{ name: '尾矿库', head: true },
			{ name: '行政区域' },
			{ name: '运行状况' },
			{ name: '闭库公告' },
			{ name: '销号公告' },
			{ name: '数据日期' },
		],
		csvHead: [
			'编号',
			'名称',
			'行政区域',
			'运行状况',
			'闭库公告',
			'闭库日期',
			'销号公告',
			'销号日期',
			'数据日期',
			'来源',
			'演示数据',
			'网址',
		],
		entries: ponds
			.map(({ pond, county }) => ({
				id: pond.id,
				title: pond.name,
				path: `ponds/${pond.id}/`,
				adcode: pond.adcode,
				day: dayOf(pond),
				demo: pond.demo,
				withdrawn: false,
				words: '',
				cells: [
					{ text: pond.name, href: `ponds/${pond.id}/`, tags: pond.demo ? [{ text: '演示数据' }] : [] },
					{ text: county?.name ?? unpublished },
					{ text: pond.status ? statusNames[pond.status] : unpublished },
					{ text: pond.closureNotice ?? '未公告', note: pond.closedDay },
					{ text: pond.deregistrationNotice ?? '未公告', note: pond.deregisteredDay },
					{ text: pond.asOf },
				],
				values: csvValues(pond, county?.name),
			}))
			.sort((a, b) => b.day.localeCompare(a.day) || a.id.localeCompare(b.id)),
	};
}

const csvValues = (pond: Pond, county: string | undefined): Value[] => [
	pond.id,
	pond.name,
	county,
	pond.status && statusNames[pond.status],
	pond.closureNotice,
	pond.closedDay,
	pond.deregistrationNotice,
	pond.deregisteredDay,
	pond.asOf,
	pond.source,
	pond.demo,
	absolute(`ponds/${pond.id}/`),
];
