import { toCsv } from '../../data/csv.ts';
import { file } from '../../data/envelope.ts';
import { publicLists } from '../../publications/all.ts';
import type { PublicList } from '../../publications/list.ts';

export function getStaticPaths() {
	return publicLists().map((list) => ({ params: { list: list.id }, props: { list } }));
}

/** Withdrawn entries are left out here and named in the JSON file. */
export function GET({ props: { list } }: { props: { list: PublicList } }) {
	const rows = list.entries.filter(({ withdrawn }) => !withdrawn).map(({ values }) => values);
	return file(toCsv(list.csvHead, rows), 'text/csv');
}
