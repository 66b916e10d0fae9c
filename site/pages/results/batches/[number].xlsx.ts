import { allBatches, batchSheet } from '../../../batches/batch-sheet.ts';
import type { Batch } from '../../../batches/batches.ts';
import { changedPages } from '../../../build/changed-pages.ts';

export function getStaticPaths() {
	return changedPages(
		allBatches().map((batch) => ({ params: { number: String(batch.number) }, props: { batch } })),
		({ params }) => `results/batches/${params.number}.xlsx`,
		({ props }) => props,
	);
}

export async function GET({ props: { batch } }: { props: { batch: Batch } }) {
	const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
	return new Response(new Uint8Array(await batchSheet(batch)), { headers: { 'content-type': type } });
}
