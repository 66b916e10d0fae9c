import { z } from 'zod';
import type { OtherEvent } from './event.ts';
import { publicText, publicTextOf } from './public-text.ts';
import { withFiles } from './with-files.ts';

const Received = z.object({
	/** Counties that never see it, in words. */
	avoided: z.string().optional(),
	/** How many files came with it. */
	files: z.number().optional(),
});

/** The report came in. */
export const receive: OtherEvent<'receive'> = {
	id: 'receive',
	name: '收到举报',
	aboutMove: false,
	by: { part: 'outsider' },
	shows: [],
	conversation: false,
	reporterReads: publicTextOf(Received, ({ avoided, files }, { unit, toStatus }) => {
		const received = `已收到您的举报${withFiles(files)}`;
		if (avoided && toStatus === 'received') {
			return `${received}，由${unit}直接办理。已按您的要求回避${avoided}，当地看不到这件举报。`;
		}
		const next = toStatus === 'received' ? `由${unit}确定承办单位` : `转交${unit}办理`;
		return `${received}，${next}。${avoided ? `已按您的要求回避${avoided}，该地看不到这件举报。` : ''}`;
	}),
};

/** The receipt of an imported report was made anew. */
export const renewReceipt: OtherEvent<'renew-receipt'> = {
	id: 'renew-receipt',
	name: '重新生成查询密码',
	aboutMove: false,
	by: { part: 'outsider' },
	shows: [],
	conversation: false,
	reporterReads: publicText(() => '查询密码已重新生成，原来的密码作废。'),
};
