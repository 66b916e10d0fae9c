import { file } from '../../data/envelope.ts';
import type { SearchEntry } from '../../search/browser/match.ts';
import { indexParts } from '../../search/index-parts.ts';

export const getStaticPaths = () =>
	indexParts().map((entries, at) => ({ params: { part: String(at + 1) }, props: { entries } }));

export const GET = ({ props }: { props: { entries: SearchEntry[] } }) =>
	file(JSON.stringify(props.entries), 'application/json');
