import type { PublicationKindId } from '../../content/facts/publication-kinds.ts';
import { batchKind } from './batches/batch-kind.ts';
import type { Kind } from './chain/kind.ts';
import { resultKind } from './results/result-kind.ts';

/** Every kind of what two people publish. In the order of the record: results before the batches that name them. */
export const kinds: { readonly [Id in PublicationKindId]: Kind & { readonly id: Id } } = {
	result: resultKind,
	batch: batchKind,
};
