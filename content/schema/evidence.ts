import { z } from 'zod';
import type { EvidenceKind } from '../facts/evidence-kinds.ts';
import { Text } from './common.ts';

/** Most pictures that are made of one file. */
export const mostPreviews = 50;

const Kind = z.strictObject({
	/** Name as the form says it, e.g. 照片. */
	name: Text,
	/** Most that one file may have, in MB (1 MB = 1,000,000 bytes). */
	maxMb: z.int().positive(),
});

/** content/rules/evidence.yaml: what may be attached to a report. */
export const EvidenceRules = z
	.strictObject({
		/** Files with one report; the public contract allows no more than nine. */
		maxFiles: z.int().min(1).max(9, '公开接口最多接收 9 个文件'),
		/** All files of one report together, in MB. */
		totalMb: z.int().positive(),
		/** The four kinds of files and their limits. */
		kinds: z.strictObject({ picture: Kind, video: Kind, sound: Kind, document: Kind } satisfies Record<
			EvidenceKind,
			unknown
		>),
		/** Millions of pixels of one picture; more is refused before anything is decoded. */
		maxMegapixels: z.int().positive(),
		/** Longest side of the clean preview, in pixels. */
		previewPx: z.int().min(200).max(4000),
		/** Pages of a document that are drawn for staff; more are counted, not drawn. */
		previewPages: z.int().min(1).max(mostPreviews),
		/** Hours after which files that were not sent with a report are removed. */
		keepHours: z.int().positive(),
		/** Minutes after which an unfinished file goes of which less than 100 kB has arrived since. */
		stalledMinutes: z.int().min(6, '断线五分钟的应能续传，至少填 6'),
		/** Most that files not yet sent may take up on the server, in MB, counted by what has arrived. */
		waitingMb: z.int().positive(),
		/** Of these from one network, or of one officer, in MB. */
		waitingMbPerNetwork: z.int().positive(),
		/** Hours as in keepHours while more than half of that is used. */
		keepHoursWhenFull: z.int().positive(),
		/** Room on the disk that files leave to the database, in MB: below it no more are taken, and reports still are. */
		reserveMb: z.int().nonnegative(),
		/** Pieces of files that are taken in at the same moment, in all; more are answered 503. */
		atOnce: z.int().positive(),
		/** Of these from one network, or of one officer. */
		atOncePerNetwork: z.int().positive(),
		/** Most that one network may upload in an hour before each further file costs a captcha, in MB that arrived. */
		networkMbPerHour: z.int().positive(),
	})
	.refine((rules) => Object.values(rules.kinds).every((kind) => kind.maxMb <= rules.totalMb), {
		path: ['totalMb'],
		error: '总大小不能小于单个文件的上限',
	});
export type EvidenceRules = z.infer<typeof EvidenceRules>;
