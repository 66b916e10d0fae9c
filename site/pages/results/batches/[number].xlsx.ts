import { allBatches, batchSheet } from '../../../batches/batch-sheet.ts';
import type { Batch } from '../../../batches/batches.ts';

export function getStaticPaths() {
	return allBatches().map((batch) => ({ params: { number: String(batch.number) }, props: { batch } }));
}

export async function GET({ props: { batch } }: { props: { batch: Batch } }) {
	const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
	return new Response(new Uint8Array(await batchSheet(batch)), { headers: { 'content-type': type } });
}
