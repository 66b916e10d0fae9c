import type { Pond } from '../../content/schema/pond.ts';
import { type ListPage, paginate } from '../parts/paging.ts';
import { catalogue, type ListedPond } from './catalogue.ts';
import { pondPageSize } from './filters.ts';
import { unpublished } from './pond-labels.ts';

/** An order in which the whole list can be read without script: `ponds/sorted/<id>/`. */
export interface PondOrder {
	id: string;
	/** e.g. 坝高由高到低. */
	name: string;
	/** What the list is ordered by, where its own columns do not show it. */
	column?: { name: string; text: (pond: Pond) => string };
	/** Number by which it is ordered, smallest first; what was not published comes last. */
	key?: (entry: ListedPond) => number | undefined;
}

const published = (value: number | undefined, unit: string): string =>
	value === undefined ? unpublished : `${value} ${unit}`;
const falling = (value: number | undefined): number | undefined => value && -value;

export const pondOrders: readonly PondOrder[] = [
	{ id: 'name', name: '名称' },
	{ id: 'grade', name: '等别由大到小', key: ({ pond }) => pond.grade },
	{
		id: 'height',
		name: '坝高由高到低',
		column: { name: '现状坝高', text: ({ height }) => published(height, 'm') },
		key: ({ pond }) => falling(pond.height),
	},
	{
		id: 'capacity',
		name: '库容由大到小',
		column: { name: '现状库容', text: ({ capacity }) => published(capacity, '万m³') },
		key: ({ pond }) => falling(pond.capacity),
	},
	{ id: 'findings', name: '核对提示由多到少', key: ({ findings }) => -findings.length },
	{
		id: 'date',
		name: '数据日期由旧到新',
		column: { name: '数据日期', text: ({ asOf }) => asOf },
		key: ({ pond }) => Date.parse(pond.asOf),
	},
];

/** Address of an order's list from the portal's root. */
export const orderPath = ({ id }: PondOrder): string => `ponds/sorted/${id}/`;

/** The ponds in an order; equal ones stay in the order of their names. */
export function inOrder(ponds: ListedPond[], { key }: PondOrder): ListedPond[] {
	const byName = ponds.toSorted((a, b) => a.pond.name.localeCompare(b.pond.name, 'zh-CN'));
	if (!key) return byName;
	const last = Number.POSITIVE_INFINITY;
	const keyed = byName.map((entry) => ({ entry, at: key(entry) ?? last }));
	return keyed.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at)).map(({ entry }) => entry);
}

/** One page of one ordered list, as the routes of `ponds/sorted/` need it. */
export interface SortedPage {
	order: PondOrder;
	page: ListPage<ListedPond>;
}

/** Every page of every ordered list. */
export function sortedPages(): SortedPage[] {
	return pondOrders.flatMap((order) =>
		paginate(inOrder(catalogue(), order), pondPageSize).map((page) => ({ order, page })),
	);
}
