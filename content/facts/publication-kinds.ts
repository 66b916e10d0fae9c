/** Steps of the chain that everything takes which two people publish. */
type CommonStep = 'drafted' | 'submitted' | 'returned' | 'approved';

/** Steps that a kind may allow beside them: giving up a draft, a new edition of what is public, taking it back. */
export type FurtherStep = 'discarded' | 'revised' | 'withdrawn';

export type PublicationStep = CommonStep | FurtherStep;

/** What is published by two people is called by these words and handled under these permissions. */
export interface PublicationFacts {
	/** Address below console and staff API, and folder of the record. */
	path: string;
	/** In headings and in the log: 公开结果. */
	name: string;
	/** In sentences: 结果. */
	noun: string;
	/** With its counting word: 这份公开结果. */
	one: string;
	/** What whoever drafts it does: 拟写. */
	drafting: string;
	/** True: drafted for a report, of which each has one at most. */
	ofReport: boolean;
	/** What the list says while there is none. */
	empty: string;
	/** What whoever approves is asked to look at. */
	checklist: string;
	/** What the keys of its public record are called, in the order in which they are shown. */
	labels: ReadonlyArray<readonly [key: string, label: string]>;
	/** Keys whose text stands under its label. */
	long: readonly string[];
	/** Names in the table of roles. */
	permissions: { read: string; draft: string; approve: string };
	further: readonly FurtherStep[];
}

/** Every kind of what two people publish. */
export const publicationKinds = {
	result: {
		path: 'results',
		name: '公开结果',
		noun: '结果',
		one: '这份公开结果',
		drafting: '拟写',
		ofReport: true,
		empty: '这里现在没有结果。线索办结以后，由承办人员在线索页面拟写。',
		checklist: '请逐项核对公开内容：有无举报人的痕迹，有无未遮盖的姓名，事实和依据是否准确。',
		labels: [
			['id', '编号'],
			['batch', '批次'],
			['adcode', '行政区域'],
			['town', '乡镇'],
			['category', '类型'],
			['pondId', '涉及尾矿库'],
			['problem', '问题基本情况'],
			['findings', '调查核实情况'],
			['outcome', '是否属实'],
			['measures.corrected', '纠正情况'],
			['measures.penalised', '处罚情况'],
			['measures.rectified', '整改情况'],
			['accountability', '责任人被处理情况'],
			['legalBasis', '法律依据'],
			['progress', '办结情况'],
			['unit', '承办单位'],
			['receivedMonth', '收到月份'],
			['concluded', '办结日期'],
			['published', '发布日期'],
			['withdrawn.day', '撤回日期'],
			['withdrawn.reason', '撤回理由'],
		],
		long: ['problem', 'findings', 'measures', 'accountability'],
		permissions: { read: 'results.read', draft: 'results.draft', approve: 'results.approve' },
		further: ['withdrawn'],
	},
	batch: {
		path: 'batches',
		name: '公开批次',
		noun: '批次',
		one: '这个公开批次',
		drafting: '编制',
		ofReport: false,
		empty: '还没有在这里编制过批次。已发布的结果按批公开，每批有封面合计、办理情况表和 Excel 表格。',
		checklist: '请核对批次号、截至时间和案件清单。批准后封面和合计不再改动；其中案件撤回的，公开页面注明。',
		labels: [
			['id', '批次'],
			['asOf', '截至'],
			['cases', '案件'],
			['channels', '来源渠道'],
		],
		long: [],
		permissions: { read: 'results.read', draft: 'batches.draft', approve: 'batches.approve' },
		further: ['discarded'],
	},
} as const satisfies Record<string, PublicationFacts>;

export type PublicationKindId = keyof typeof publicationKinds;

/** What the log says of a step, after the name of the kind. */
const stepNames: Record<PublicationStep, (facts: PublicationFacts) => string> = {
	drafted: ({ drafting, name }) => `${drafting}${name}`,
	submitted: ({ name }) => `提交审核${name}`,
	returned: ({ name }) => `退回${name}`,
	approved: ({ name }) => `审核发布${name}`,
	discarded: ({ name }) => `删除${name}草稿`,
	revised: ({ name }) => `修订${name}`,
	withdrawn: ({ name }) => `撤回${name}`,
};

/** A step of the chain as the log names it. */
export type PublicationAction = `${PublicationKindId}.${PublicationStep}`;

/** Every step of every kind with the words that the log shows. */
export const publicationActions = Object.fromEntries(
	Object.entries(publicationKinds).flatMap(([id, facts]: [string, PublicationFacts]) =>
		Object.entries(stepNames)
			.filter(([step]) => !isFurther(step) || facts.further.includes(step))
			.map(([step, nameOf]) => [`${id}.${step}`, nameOf(facts)]),
	),
) as Record<PublicationAction, string>;

function isFurther(step: string): step is FurtherStep {
	return step === 'discarded' || step === 'revised' || step === 'withdrawn';
}

/** States on the way to the public, as shown. */
export const publicationStatusNames = {
	draft: '拟稿',
	submitted: '待审核',
	returned: '退回修改',
	published: '已发布',
	replaced: '已被新版代替',
	withdrawn: '已撤回',
} as const;

export type PublicationStatus = keyof typeof publicationStatusNames;
