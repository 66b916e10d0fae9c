import { PortalError } from '../../http/errors.ts';

/** Limits the chunks received at the same time: a slow client holds a connection for long. */
export interface UploadSlots {
	/** Throws unavailable where all slots are taken, or this party's share of them. */
	hold<T>(party: string, work: () => Promise<T>): Promise<T>;
}

/** A slot is usually free again by then. */
const retrySeconds = 20;

export function uploadSlots({ most, mostPerParty }: { most: number; mostPerParty: number }): UploadSlots {
	const of = new Map<string, number>();
	let all = 0;
	return {
		async hold(party, work) {
			const own = of.get(party) ?? 0;
			if (all >= most || own >= mostPerParty) throw noFreeSlot();
			all++;
			of.set(party, own + 1);
			try {
				return await work();
			} finally {
				all--;
				const left = (of.get(party) ?? 1) - 1;
				if (left > 0) of.set(party, left);
				else of.delete(party);
			}
		},
	};
}

function noFreeSlot(): PortalError {
	return new PortalError(
		'unavailable',
		`现在上传的人较多，请 ${retrySeconds} 秒后继续，已收到的部分保留；也可以先提交文字举报。`,
		{ retryAfter: retrySeconds },
	);
}
