/** Steps that somebody takes on a publication, in the order of their buttons. */
export const steps = ['approve', 'return', 'submit', 'revise', 'discard', 'withdraw'] as const;

export type Step = (typeof steps)[number];

interface StepTexts {
	title: string;
	hint: string;
	/** Whoever takes it says why; `help` says who reads that. */
	reason?: { help: string };
	/** It carries the work forward. */
	primary?: true;
}

/** What is said of each step before it is taken. */
export const stepTexts: Record<Step, StepTexts> = {
	submit: { title: '提交审核', hint: '提交后由另一名人员审核，审核期间不能修改。', primary: true },
	approve: {
		title: '批准发布',
		hint: '批准后即写入公开记录并更新网站，任何人都可以看到。请确认已逐项核对公开内容。',
		primary: true,
	},
	return: { title: '退回修改', hint: '退回拟稿人修改。', reason: { help: '写明需要修改的地方。' } },
	revise: { title: '修订', hint: '另拟一稿，由另一名人员审核；批准以前，公众看到的仍是现在的内容。' },
	discard: { title: '删除草稿', hint: '删除后不能恢复，编号和编入的内容可以重新使用。' },
	withdraw: {
		title: '撤回',
		hint: '撤回后，网页、数据文件和批次表中只保留公开编号、撤回日期和理由；原来的内容只在工作人员端留存。',
		reason: { help: '理由将在公开页面上显示。' },
	},
};

/** What the server says somebody may do with a publication. */
interface Allowed {
	canApprove: boolean;
	canReturn: boolean;
	canSubmit: boolean;
	canRevise: boolean;
	canDiscard: boolean;
	canWithdraw: boolean;
}

/** The steps that are open to whoever looks. */
export function stepsOf(allowed: Allowed): Step[] {
	const open: Record<Step, boolean> = {
		approve: allowed.canApprove,
		return: allowed.canReturn,
		submit: allowed.canSubmit,
		revise: allowed.canRevise,
		discard: allowed.canDiscard,
		withdraw: allowed.canWithdraw,
	};
	return steps.filter((step) => open[step]);
}
