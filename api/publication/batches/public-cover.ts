import { inArray } from 'drizzle-orm';
import { BatchCover, fewestForChannels } from '../../../content/schema/batch.ts';
import type { Reader } from '../../../db/database.ts';
import { reports } from '../../../db/schema/reports.ts';
import { channelNames } from '../../report/channel-names.ts';
import type { Publication } from '../chain/publication.ts';
import { BatchBody } from './batch-body.ts';

/** The cover as it becomes public: number, moment, public ids, and how many cases came by which channel. */
export async function publicCover(from: Reader, { body, demo }: Publication, cases: Publication[]) {
	const { number, asOf } = BatchBody.parse(body);
	return BatchCover.parse({
		id: String(number),
		asOf,
		cases: cases.map(({ publicId }) => publicId),
		channels: await channelTotals(from, cases),
		demo,
	});
}

/** In numbers only, and none of a small batch, where the channel would point at a reporter. */
async function channelTotals(from: Reader, cases: Publication[]): Promise<BatchCover['channels']> {
	if (cases.length < fewestForChannels) return [];
	const rows = await from
		.select({ channel: reports.channel })
		.from(reports)
		.where(
			inArray(
				reports.id,
				cases.flatMap(({ reportId }) => reportId ?? []),
			),
		);
	return Object.entries(channelNames).flatMap(([id, name]) => {
		const count = rows.filter(({ channel }) => channel === id).length;
		return count > 0 ? [{ name, count }] : [];
	});
}
