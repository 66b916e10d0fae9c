import { PortalError } from '../../http/errors.ts';

/** Pieces that are taken in at the same time: each holds a connection for as long as its line is slow. */
export interface Places {
	/** Throws unavailable where all are taken, or all of this party's. */
	hold<T>(party: string, work: () => Promise<T>): Promise<T>;
}

/** In which a place gets free where phones go on at all. */
const comeBackSeconds = 20;

export function places({ most, mostOfOne }: { most: number; mostOfOne: number }): Places {
	const of = new Map<string, number>();
	let all = 0;
	return {
		async hold(party, work) {
			const own = of.get(party) ?? 0;
			if (all >= most || own >= mostOfOne) throw taken();
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

function taken(): PortalError {
	return new PortalError(
		'unavailable',
		`现在上传的人较多，请 ${comeBackSeconds} 秒后继续，已收到的部分保留；也可以先提交文字举报。`,
		{ retryAfter: comeBackSeconds },
	);
}
