import { inArray } from 'drizzle-orm';
import { BatchCover, fewestForChannels } from '../../../content/schema/batch.ts';
import type { Reader } from '../../../db/open.ts';
import { reports } from '../../../db/schema/reports.ts';
import { channelNames } from '../../report/channel-names.ts';
import type { ResultRow } from '../results/find-result.ts';
import type { BatchRow } from './find-batch.ts';

/** The cover as it becomes public: number, moment, public ids, and how many cases came by which channel. */
export async function publicCover(from: Reader, { number, asOf, demo }: BatchRow, cases: ResultRow[]) {
	return BatchCover.parse({
		id: String(number),
		asOf,
		cases: cases.map(({ publicId }) => publicId),
		channels: await channelTotals(from, cases),
		demo,
	});
}

/** In numbers only, and none of a small batch, where the channel would point at a reporter. */
async function channelTotals(from: Reader, cases: ResultRow[]): Promise<BatchCover['channels']> {
	if (cases.length < fewestForChannels) return [];
	const rows = await from
		.select({ channel: reports.channel })
		.from(reports)
		.where(
			inArray(
				reports.id,
				cases.map(({ reportId }) => reportId),
			),
		);
	return Object.entries(channelNames).flatMap(([id, name]) => {
		const count = rows.filter(({ channel }) => channel === id).length;
		return count > 0 ? [{ name, count }] : [];
	});
}
