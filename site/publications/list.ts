import type { Cell, TableColumn } from '../parts/table.ts';

/** A cell of a table for download. */
export type Value = string | number | boolean | undefined;

/** One entry of a public list, ready to be shown, counted and downloaded. */
export interface ListEntry {
	id: string;
	title: string;
	/** Address from the portal's root. */
	path: string;
	adcode: number;
	/** Day by which the list is in order, newest first. */
	day: string;
	demo: boolean;
	withdrawn: boolean;
	/** The words it is found by beside its title. */
	words: string;
	cells: Cell[];
	/** Row of the CSV file; withdrawn entries have none. */
	values: Value[];
}

/** A list of one kind of publication, with an address of its own: `results/<id>/`. */
export interface PublicList {
	id: string;
	name: string;
	/** Opening sentence. */
	lead: string;
	/** Measure word of an entry. */
	counter: string;
	empty: string;
	columns: TableColumn[];
	/** Head of the CSV file. */
	csvHead: string[];
	entries: ListEntry[];
}

/** Address of a list from the portal's root; its CSV file is data/<id>.csv. */
export const listPath = (id: string): string => `results/${id}/`;

/** Entries on one page of a list. */
export const listPageSize = 30;

/** What the entries of the three kinds of publication have in common. */
interface Publication {
	id: string;
	adcode: number;
	published: string;
	demo: boolean;
	withdrawn?: { day: string; reason: string } | undefined;
}

interface Making<T> extends Omit<PublicList, 'entries' | 'csvHead'> {
	from: T[];
	title: (entry: T) => string;
	words: (entry: T) => string[];
	/** Cells after the title. */
	cells: (entry: T) => Cell[];
	csv: Array<[name: string, value: (entry: T) => Value]>;
}

/** Lists publications of one kind. A withdrawn one is named with its day and nothing of it is repeated. */
export function publicList<T extends Publication>({ from, title, words, cells, csv, ...about }: Making<T>): PublicList {
	return {
		...about,
		csvHead: csv.map(([name]) => name),
		entries: from.map((entry) => {
			const { id, adcode, published, demo, withdrawn } = entry;
			const path = `${listPath(about.id)}${id}/`;
			const shownTitle = withdrawn ? `${id}（已撤回）` : title(entry);
			const tags = demo ? [{ text: '演示数据' }] : [];
			const rest = withdrawn ? withdrawnCells(about.columns.length - 1, withdrawn.day) : cells(entry);
			return {
				id,
				title: shownTitle,
				path,
				adcode,
				day: published,
				demo,
				withdrawn: withdrawn !== undefined,
				words: withdrawn ? '' : words(entry).join(' '),
				cells: [{ text: shownTitle, href: path, tags }, ...rest],
				values: withdrawn ? [] : csv.map(([, value]) => value(entry)),
			};
		}),
	};
}

const withdrawnCells = (count: number, day: string): Cell[] => [
	...Array.from({ length: count - 1 }, () => ({ text: '' })),
	{ text: day, note: '撤回日期' },
];
