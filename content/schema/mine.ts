import { z } from 'zod';
import { Adcode, Day, Point, Slug, Text } from './common.ts';

/** content/mines/<id>.yaml: one mine that a reporter can choose to say where. Only facts that a public source states. */
export const Mine = z.strictObject({
	/** Stable id of this portal. */
	id: Slug,
	/** Official name. */
	name: Text,
	/** Further names under which people look for it. */
	otherNames: z.array(Text).default([]),
	/** County it lies in. */
	adcode: Adcode,
	/** WGS-84. */
	point: Point,
	/** 在产, 停产, 已关闭 as the source states it for `asOf`; left out = 未公布. */
	status: z.enum(['operating', 'stopped', 'closed']).optional(),
	/** Who states all this. */
	source: Text,
	/** Page of the source about this mine. */
	sourceUrl: z.url('来源网址应以 https:// 开头').optional(),
	/** Licence under which the source gives its data. */
	licence: Text.optional(),
	/** Day of the source's data. */
	asOf: Day,
});
export type Mine = z.infer<typeof Mine>;
