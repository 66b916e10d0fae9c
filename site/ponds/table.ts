import type { Cell, TableColumn } from '../parts/table.ts';
import type { ListedPond } from './catalogue.ts';
import { alarmTag, gradeName, monitoringNames, statusNames, unpublished } from './pond-labels.ts';

/** Columns of every list of ponds. */
export const pondTableColumns: TableColumn[] = [
	{ name: '名称', head: true },
	{ name: '所在县' },
	{ name: '运行状况' },
	{ name: '等别' },
	{ name: '在线监测' },
	{ name: '自动核对' },
];

/** The row of a pond under those columns. */
export function pondRow({ pond, county, findings }: ListedPond): Cell[] {
	const tags: Cell['tags'] = [];
	if (pond.overhead) tags.push({ text: '头顶库', kind: 'tag-solid' });
	const alarm = alarmTag(pond);
	if (alarm) tags.push({ text: alarm.name, kind: alarm.kind });
	if (pond.demo) tags.push({ text: '演示数据' });
	return [
		{ text: pond.name, href: `ponds/${pond.id}/`, tags },
		{ text: county?.name ?? unpublished, note: pond.town },
		{ text: pond.status ? statusNames[pond.status] : unpublished },
		{ text: pond.grade ? gradeName(pond.grade) : unpublished },
		{ text: pond.monitoring ? monitoringNames[pond.monitoring] : unpublished },
		{ text: findings.length > 0 ? `${findings.length} 项提示` : '无提示' },
	];
}
