import { z } from 'zod';

/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`, that exists. */
export const Day = z.iso.date({ error: '日期应写成 2024-04-26 的样子' });

/** Stable identifier in file names and addresses: lower-case letters, digits and hyphens. */
export const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '编号只用小写字母、数字和连字符，例如 a-1');

/** Six-digit administrative division code (GB/T 2260), e.g. 211381. */
export const Adcode = z
	.int('行政区划代码是六位数字')
	.min(100000, '行政区划代码是六位数字')
	.max(999999, '行政区划代码是六位数字');

/** A text of at least one visible character. */
export const Text = z.string().trim().min(1, '不能留空');

/**
 * How far a statement may be relied on. `confirmed`: seen in the rule's own text.
 * `working`: a working rule of this portal, always shown as 临时口径.
 */
export const Standing = z.enum(['confirmed', 'working']);
export type Standing = z.infer<typeof Standing>;

/** A point in degrees, WGS-84 (equal to CGCS2000 for this purpose). */
export const Point = z.strictObject({
	/** Degrees north. */
	lat: z.number().min(-90).max(90),
	/** Degrees east. */
	lon: z.number().min(-180).max(180),
});
export type Point = z.infer<typeof Point>;
