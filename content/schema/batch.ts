import { z } from 'zod';
import { Slug, Text } from './common.ts';

/** Fewest cases of a batch that says by which channels they came: with fewer the channel would point at a reporter. */
export const fewestForChannels = 3;

/** content/batches/<n>.yaml: the cover of 第N批. A batch without a cover is dated by its newest result. */
export const BatchCover = z.strictObject({
	/** Number of the batch, as in 第N批, and name of the file. */
	id: z.string().regex(/^[1-9]\d*$/, '批次写成加引号的数字，例如 "2"'),
	/** Moment up to which the batch reports, with its hour: shown as 截至某日某时. */
	asOf: z.iso.datetime({ offset: true, error: '时间应写成 2026-08-17T18:00:00+08:00 的样子' }),
	/** Public ids of cases that the console published and that belong to the batch. */
	cases: z.array(Slug).default([]),
	/** By which channels the cases of the batch came, in numbers only, never of a single case; the rest is 其他. */
	channels: z.array(z.strictObject({ name: Text, count: z.int().positive() })).default([]),
	/** Made-up content: every page that shows it says 演示数据. */
	demo: z.boolean().default(false),
});
export type BatchCover = z.infer<typeof BatchCover>;
