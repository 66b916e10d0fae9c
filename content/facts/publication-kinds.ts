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
	/** What the chain tells whoever looks for one when there is none. */
	empty: string;
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
		empty: '这里现在没有结果。线索办结以后，由承办人员在线索页面拟写。',
		permissions: { read: 'results.read', draft: 'results.draft', approve: 'results.approve' },
		further: ['withdrawn'],
	},
	batch: {
		path: 'batches',
		name: '公开批次',
		noun: '批次',
		one: '这个公开批次',
		drafting: '编制',
		empty: '还没有在这里编制过批次。已发布的结果按批公开，每批有封面合计、办理情况表和 Excel 表格。',
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
