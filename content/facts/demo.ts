import type { Content } from '../content.ts';

/** Files that hold made-up entries: none of them may stand on a real portal. */
export function demoFiles(content: Content): string[] {
	const { ponds, batches, acceptances, decisions, restorations, notices, statistics, campaign, duty } = content;
	const results = [...content.results, ...content.withdrawnResults];
	const kinds = { ponds, results, batches, acceptances, decisions, restorations, statistics };
	return [
		...Object.entries(kinds).flatMap(([kind, entries]) => made(entries).map((id) => `${kind}/${id}.yaml`)),
		...made(notices).map((id) => `notices/${id}.md`),
		...(duty.some(({ demo }) => demo) ? ['rules/duty.yaml（没有值班表的写 []）'] : []),
		...made(campaign.targets).map((id) => `campaign/campaign.yaml（${id}）`),
	];
}

const made = (entries: Array<{ id: string; demo: boolean }>): string[] =>
	entries.filter(({ demo }) => demo).map(({ id }) => id);

/** The sentence that refuses a real portal with made-up entries; undefined where there are none. */
export function demoRefusal(content: Content): string | undefined {
	const files = demoFiles(content);
	if (files.length === 0) return undefined;
	const named = files.slice(0, 3).join('、');
	return `正式运行（PORTAL_ENV=production）不得含有演示数据，请删除或者换成实际内容：${named} 等 ${files.length} 项。`;
}
