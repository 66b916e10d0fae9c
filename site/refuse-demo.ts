import type { Content } from '../content/load.ts';

/** Made-up entries must never stand on a real portal: names a few of them and stops the build. */
export function refuseDemo(content: Content): void {
	const { ponds, results, batches, acceptances, decisions, restorations, notices, campaign } = content;
	const demo = [
		...ponds.map(({ id, demo }) => ({ file: `ponds/${id}.yaml`, demo })),
		...results.map(({ id, demo }) => ({ file: `results/${id}.yaml`, demo })),
		...batches.map(({ id, demo }) => ({ file: `batches/${id}.yaml`, demo })),
		...acceptances.map(({ id, demo }) => ({ file: `acceptances/${id}.yaml`, demo })),
		...decisions.map(({ id, demo }) => ({ file: `decisions/${id}.yaml`, demo })),
		...restorations.map(({ id, demo }) => ({ file: `restorations/${id}.yaml`, demo })),
		...notices.map(({ id, demo }) => ({ file: `notices/${id}.md`, demo })),
		...campaign.targets.map(({ id, demo }) => ({ file: `campaign/campaign.yaml（${id}）`, demo })),
	].filter(({ demo }) => demo);
	if (demo.length === 0) return;
	const names = demo.slice(0, 3).map(({ file }) => file);
	throw new Error(
		`正式环境（PORTAL_ENV=production）不得含有演示数据，请删除 ${names.join('、')} 等 ${demo.length} 项后重新生成。`,
	);
}
