import type { Result } from '../../content/schema/result.ts';
import { content } from '../build/content.ts';
import { pondNamed } from '../ponds/catalogue.ts';
import { batchTitle } from './batch-title.ts';

/** Another page that a result leads to. */
export interface Related {
	name: string;
	text: string;
	/** Address from the portal's root. */
	path: string;
}

let decisionsOf: Map<string | undefined, Related[]> | undefined;

/** What else is published on the matter of a result: its pond, its batch, decisions that followed. */
export function relatedOf({ id, pondId, batch }: Pick<Result, 'id' | 'pondId' | 'batch'>): Related[] {
	decisionsOf ??= gatherDecisions();
	const pond = pondId === undefined ? undefined : pondNamed(pondId)?.pond;
	return [
		...(pond ? [{ name: '涉及尾矿库', text: pond.name, path: `ponds/${pond.id}/` }] : []),
		...(batch ? [{ name: '公开批次', text: batchTitle({ number: batch }), path: `results/batches/${batch}/` }] : []),
		...(decisionsOf.get(id) ?? []),
	];
}

function gatherDecisions(): Map<string | undefined, Related[]> {
	const standing = content().decisions.filter(({ withdrawn }) => !withdrawn);
	const byResult = Map.groupBy(standing, ({ resultId }) => resultId);
	return new Map(
		[...byResult].map(([resultId, decisions]) => [
			resultId,
			decisions.map(({ id, number }) => ({
				name: '行政处罚决定',
				text: number,
				path: `results/decisions/${id}/`,
			})),
		]),
	);
}
