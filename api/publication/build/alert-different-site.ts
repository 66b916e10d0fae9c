import { raiseAlert } from '../../audit/alerts.ts';
import type { Deps } from '../../deps.ts';

/** So many are named. */
const mostNamed = 10;

/** Tells the auditor which files of the site were not what a build of the whole site makes of the same record. */
export async function alertDifferentSite(deps: Deps, files: string[]): Promise<void> {
	deps.log.error({ event: 'site.differs', files: files.slice(0, mostNamed), count: files.length });
	const named = `${files.slice(0, mostNamed).join('、')}${files.length > mostNamed ? ' 等' : ''}`;
	await deps.db.write((tx) =>
		raiseAlert(tx, deps, {
			kind: 'site.differs',
			subject: '公开网站',
			text: `公开网站有 ${files.length} 个文件与全站重新生成的不一致（${named}），将由全站重新生成的网页替换。请运维人员核查原因。`,
		}),
	);
}
