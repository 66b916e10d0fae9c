import { z } from 'zod';
import type { OtherEvent } from './event.ts';
import { noPublicText, publicTextOf } from './public-text.ts';

/** A report that must by-pass counties was merged into this one. */
export const byPass: OtherEvent<'by-pass'> = {
	id: 'by-pass',
	name: '并入的线索要求当地回避',
	aboutMove: false,
	by: { part: 'outsider' },
	shows: [],
	conversation: false,
	reporterReads: noPublicText('What another reporter asked for is not theirs to know.'),
};

/** The city keeps the reporter's words from the county. */
export const closeWords: OtherEvent<'close-words'> = {
	id: 'close-words',
	name: '市级封闭举报原话',
	aboutMove: false,
	by: { part: 'handler' },
	shows: [],
	conversation: false,
	reporterReads: noPublicText('It changes who reads what, and nothing of what becomes of the report.'),
};

const Retaliation = z.object({
	/** Counties that it was taken from, in words. */
	avoided: z.string().optional(),
	/** The body that protects reporters, where it was told by itself. */
	protection: z.string().optional(),
});

/** The reporter speaks of retaliation or a leak: the case leaves its county. */
export const retaliation: OtherEvent<'retaliation'> = {
	id: 'retaliation',
	name: '反映打击报复或者信息泄露',
	aboutMove: false,
	by: { part: 'reporter' },
	shows: [],
	conversation: false,
	reporterReads: publicTextOf(Retaliation, ({ avoided, protection }) => {
		const moved = avoided ? `本件即日起由市级直接办理，${avoided}看不到。` : '';
		return `您反映遭到打击报复或者信息被泄露，已转市级${protection ? `，并通知${protection}` : ''}。${moved}`;
	}),
};

/** The same from whoever has a receipt that was made anew meanwhile. */
export const retaliationByVoid: OtherEvent<'retaliation-by-void'> = {
	id: 'retaliation-by-void',
	name: '用已作废的查询密码反映打击报复',
	aboutMove: false,
	by: { part: 'reporter' },
	shows: [],
	conversation: false,
	reporterReads: noPublicText('Whoever has the new receipt may be the one who is spoken of.'),
};
