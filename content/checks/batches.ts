import type { Content } from '../content.ts';
import { ContentError } from '../content-error.ts';
import { entryOf } from '../facts/look-up.ts';
import { fewestForChannels } from '../schema/batch.ts';

type ResultsInBatches = Pick<Content, 'batches' | 'results' | 'withdrawnResults'>;

/** Writes the number of their batch into the cases that a cover names. Throws ContentError where covers disagree. */
export function numberCases({ batches, ...content }: ResultsInBatches): void {
	const all = [...content.results, ...content.withdrawnResults];
	for (const { id, cases } of batches) {
		for (const name of cases) {
			const result = entryOf(all, name);
			if (!result) throw new ContentError(`batches/${id}.yaml`, 'cases', `“${name}”在其他文件中没有登记`);
			if (result.batch !== undefined && result.batch !== Number(id)) {
				throw new ContentError(`batches/${id}.yaml`, 'cases', `“${name}”已编入第${result.batch}批`);
			}
			result.batch = Number(id);
		}
	}
}

/** The channels of a batch count no more than its cases, and a small batch names none. */
export function checkChannels({ batches, ...content }: ResultsInBatches): void {
	const all = [...content.results, ...content.withdrawnResults];
	for (const { id, channels } of batches) {
		if (channels.length === 0) continue;
		const file = `batches/${id}.yaml`;
		const cases = all.filter(({ batch }) => batch === Number(id)).length;
		if (cases < fewestForChannels) {
			throw new ContentError(file, 'channels', `不足 ${fewestForChannels} 件的批次不公布来源渠道，以免指向举报人`);
		}
		const total = channels.reduce((sum, { count }) => sum + count, 0);
		if (total > cases) {
			throw new ContentError(file, 'channels', `各渠道合计 ${total} 件，多于本批 ${cases} 件`);
		}
	}
}
