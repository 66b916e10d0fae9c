import { content } from '../build/content.ts';
import { closureList } from '../publications/closures.ts';
import { listedResults } from '../results/listed.ts';
import { changes } from './changes.ts';
import type { DataName } from './schemas.ts';

/** A group of open data files that hold the same entries. */
export interface DataFiles {
	name: string;
	count: number;
	/** File names below data/. */
	formats: string[];
	/** Its JSON Schema; lists drawn from another file have none. */
	schema?: DataName;
}

/** The open data in the order in which it is offered. */
export function dataFiles(): DataFiles[] {
	const { ponds, acceptances, decisions, restorations, statistics, campaign } = content();
	const both = (name: string, schema: DataName, count: number): DataFiles => {
		return { name, count, formats: [`${schema}.json`, `${schema}.csv`], schema };
	};
	return [
		{ name: '尾矿库名录', count: ponds.length, formats: ['ponds.json', 'ponds.csv', 'ponds.geojson'], schema: 'ponds' },
		both('处理结果', 'results', listedResults().length),
		both('矿山验收', 'acceptance', acceptances.length),
		both('行政处罚决定', 'decisions', decisions.length),
		both('修复治理', 'restoration', restorations.length),
		{ name: '闭库销号公告（取自尾矿库名录）', count: closureList().entries.length, formats: ['closure.csv'] },
		{
			name: '办理统计',
			count: statistics.reduce((sum, { counties }) => sum + counties.length, 0),
			formats: ['statistics.json'],
			schema: 'statistics',
		},
		{ name: '专项行动目标', count: campaign.targets.length, formats: ['campaign.json'], schema: 'campaign' },
		{ name: '变更日志', count: changes().length, formats: ['changes.json'], schema: 'changes' },
	];
}
