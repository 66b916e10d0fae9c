/** A column of the portal: its name, address and what the government meta tags say about it. */
export interface Column {
	name: string;
	path: string;
	description: string;
	keywords: string;
	/** 栏目类别 of the national rules for government sites. */
	type: string;
}

/** The columns in the order of the navigation. Keys are used by pages to say where they belong. */
export const columns = {
	ponds: {
		name: '尾矿库',
		path: 'ponds/',
		description: '尾矿库名录、包保责任人、运行状况和自动核对结果',
		keywords: '尾矿库,包保责任人,头顶库,等别',
		type: '信息公开',
	},
	campaign: {
		name: '专项行动',
		path: 'campaign/',
		description: '矿山整治提升专项行动的任务、分工、阶段和进展',
		keywords: '矿山整治,专项行动,责任分工',
		type: '专题专栏',
	},
	results: {
		name: '处理结果',
		path: 'results/',
		description: '举报线索的核查处理结果',
		keywords: '举报,核查,处理结果',
		type: '信息公开',
	},
	notices: {
		name: '通知公告',
		path: 'notices/',
		description: '通知公告、政策解读和工作动态',
		keywords: '通知,公告,政策解读',
		type: '信息公开',
	},
	guidance: {
		name: '办事指南',
		path: 'guidance/',
		description: '举报须知、承办单位、办理期限和常见问题',
		keywords: '举报须知,办理期限,承办单位',
		type: '办事服务',
	},
	report: {
		name: '我要举报',
		path: 'report/',
		description: '举报违法采矿、尾矿库隐患和矿山污染',
		keywords: '举报,矿山,尾矿库',
		type: '互动交流',
	},
	track: {
		name: '查办理进度',
		path: 'track/',
		description: '凭受理编号和查询密码查询办理进度',
		keywords: '查询,办理进度,受理编号',
		type: '互动交流',
	},
	search: {
		name: '搜索',
		path: 'search/',
		description: '搜索尾矿库、处理结果、通知公告和办事指南',
		keywords: '搜索',
		type: '办事服务',
	},
} satisfies Record<string, Column>;
export type ColumnId = keyof typeof columns;
