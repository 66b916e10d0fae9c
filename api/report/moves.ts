import type { Permission } from '../permission/roles.ts';
import type { Status } from './statuses.ts';

/** Where the options of a choice come from. */
export type Options = 'units' | 'allUnits' | 'otherUnits' | 'declineReasons' | 'outcomes' | 'officers';

/** A field that a move needs, as the console draws it and the API checks it. */
export interface MoveField {
	name: string;
	label: string;
	type: 'text' | 'longtext' | 'date' | 'choice' | 'people' | 'report';
	required: boolean;
	options?: Options;
	/** A day that cannot lie in the future. */
	past?: true;
	help?: string;
	/** The text goes to the reporter: it is sealed as a message and stands nowhere in clear. */
	toReporter?: true;
}

export interface Move {
	name: string;
	/** One line that says what the move means. */
	hint: string;
	from: readonly Status[];
	/** Null: the state stays, something beside it changes. before: the state it came from into this one. */
	to: Status | 'before' | null;
	/** Null: only the reporter, by number and secret. */
	by: Permission | null;
	/** True: only where the city itself decides. */
	cityOnly?: true;
	fields: readonly MoveField[];
}

const open = ['assigned', 'accepted', 'investigating', 'filed', 'rectifying', 'reviewing'] as const;

const text = (name: string, label: string, help?: string): MoveField => ({
	name,
	label,
	type: 'longtext',
	required: true,
	...(help && { help }),
});
const toReporter = (label: string, help: string, required = true): MoveField => ({
	name: 'reply',
	label,
	type: 'longtext',
	required,
	help,
	toReporter: true,
});
const officers: MoveField = {
	name: 'officers',
	label: '核查人员',
	type: 'people',
	required: true,
	help: '至少两人，每行一个姓名。',
};

/**
 * The only table of what may happen to a report: from where to where, by whom, with which fields.
 * Basis: 12336 and 12345 handling steps; two officers: 行政处罚法 42; reply to the reporter: 信访工作条例 31.
 */
export const moves = {
	assign: {
		name: '指派承办单位',
		hint: '确定由哪个单位承办，交由该单位受理。',
		from: ['received', 'objected'],
		to: 'assigned',
		by: 'reports.decide',
		cityOnly: true,
		fields: [
			{ name: 'unit', label: '承办单位', type: 'choice', required: true, options: 'units' },
			text('reason', '指派理由', '说明按什么确定承办单位；退回异议的，写明裁定意见。'),
		],
	},
	accept: {
		name: '受理',
		hint: '决定受理，办结期限开始计算。',
		from: ['assigned'],
		to: 'accepted',
		by: 'reports.move',
		fields: [toReporter('告知举报人', '可不填；填写后举报人凭编号和密码可以看到。', false)],
	},
	decline: {
		name: '不予受理',
		hint: '不属于受理范围或没有具体线索，须写明理由并告知举报人。',
		from: ['received', 'assigned', 'accepted'],
		to: 'declined',
		by: 'reports.move',
		fields: [
			{ name: 'reason', label: '理由', type: 'choice', required: true, options: 'declineReasons' },
			toReporter('告知举报人', '用平实的话说明理由，以及还可以向哪里反映。'),
		],
	},
	object: {
		name: '退回异议',
		hint: '认为不属于本地区或本单位职责的，退回市级裁定。',
		from: ['assigned', 'investigating'],
		to: 'objected',
		by: 'reports.move',
		fields: [
			text('reason', '异议理由', '写明依据。'),
			{ name: 'suggested', label: '建议承办单位', type: 'choice', required: false, options: 'allUnits' },
		],
	},
	transfer: {
		name: '转办',
		hint: '属于本地区另一个部门职责的，转交该部门受理。',
		from: ['assigned', 'accepted', 'investigating'],
		to: 'assigned',
		by: 'reports.move',
		fields: [
			{
				name: 'unit',
				label: '转交单位',
				type: 'choice',
				required: true,
				options: 'otherUnits',
				help: '只能转交本地区的部门；属于其他地区的，退回市级裁定。',
			},
			text('reason', '转办理由', '写明按什么职责转办，已经做了什么。'),
			toReporter('告知举报人', '用平实的话说明为什么转办。转到哪个单位会自动写明。'),
		],
	},
	merge: {
		name: '并案',
		hint: '与另一件线索反映同一事项的，并入该件；举报人仍可查询。',
		from: ['assigned', 'accepted'],
		to: 'merged',
		by: 'reports.move',
		fields: [
			{
				name: 'into',
				label: '并入的受理编号',
				type: 'report',
				required: true,
				help: '本地区的另一件线索，12 位数字。',
			},
			text('reason', '并案理由'),
		],
	},
	investigate: {
		name: '开始核查',
		hint: '由两名以上人员实地核查。',
		from: ['accepted'],
		to: 'investigating',
		by: 'reports.move',
		fields: [officers],
	},
	file: {
		name: '立案',
		hint: '核查发现违法事实，依法立案。',
		from: ['investigating'],
		to: 'filed',
		by: 'reports.move',
		fields: [
			{ name: 'documentNumber', label: '立案文号', type: 'text', required: true },
			{ name: 'filedOn', label: '立案日期', type: 'date', required: true, past: true },
		],
	},
	rectify: {
		name: '责令整改',
		hint: '已责令停止违法行为或限期整改。',
		from: ['filed'],
		to: 'rectifying',
		by: 'reports.move',
		fields: [text('order', '整改要求'), { name: 'rectifyBy', label: '整改期限', type: 'date', required: true }],
	},
	conclude: {
		name: '办结',
		hint: '写明结论、四清、三到位和依据，并答复举报人。',
		from: ['investigating', 'filed', 'rectifying'],
		to: 'concluded',
		by: 'reports.move',
		fields: [
			{ name: 'outcome', label: '结论', type: 'choice', required: true, options: 'outcomes' },
			text('violation', '违法事实', '未查实的，写明核查情况。'),
			text('extent', '破坏范围'),
			text('gains', '违法所得'),
			text('responsible', '责任人和保护伞', '自然人姓名应作遮盖。'),
			text('corrected', '纠正到位情况'),
			text('penalised', '处罚到位情况'),
			text('rectified', '整改到位情况'),
			{ name: 'legalBasis', label: '法律依据', type: 'text', required: true },
			toReporter('答复举报人', '用平实的话写明查了什么、结果如何、怎样处理。'),
		],
	},
	review: {
		name: '申请复查',
		hint: '举报人对结果不认可，说明理由要求复查。',
		from: ['concluded', 'declined', 'merged'],
		to: 'reviewing',
		by: null,
		fields: [],
	},
	reopen: {
		name: '重新核查',
		hint: '复查认为需要重新核查。',
		from: ['reviewing'],
		to: 'investigating',
		by: 'reports.move',
		fields: [officers, toReporter('告知举报人', '说明复查决定。')],
	},
	uphold: {
		name: '维持原结论',
		hint: '复查认为原结论成立，写明理由并答复举报人；线索回到复查以前的状态。',
		from: ['reviewing'],
		to: 'before',
		by: 'reports.move',
		fields: [toReporter('答复举报人', '写明复查了什么、为什么维持。')],
	},
	'undo-conclude': {
		name: '撤销办结',
		hint: '办结有误的，写明理由，恢复到办结以前的状态。须由提请办结以外的人员办理。',
		from: ['concluded'],
		to: 'before',
		by: 'reports.approve',
		fields: [
			text('reason', '撤销理由', '写明哪里有误。'),
			toReporter('告知举报人', '说明为什么撤销，接下来怎样办理。'),
		],
	},
	'undo-merge': {
		name: '撤销并案',
		hint: '与并入的线索不是同一事项的，写明理由，恢复单独办理。须由提请并案以外的人员办理。',
		from: ['merged'],
		to: 'before',
		by: 'reports.approve',
		fields: [text('reason', '撤销理由', '写明哪里有误。'), toReporter('告知举报人', '说明为什么恢复单独办理。')],
	},
	restore: {
		name: '恢复受理',
		hint: '不予受理有误的，写明理由，恢复办理。须由提请不予受理以外的人员办理。',
		from: ['declined'],
		to: 'before',
		by: 'reports.approve',
		fields: [text('reason', '恢复理由', '写明哪里有误。'), toReporter('告知举报人', '说明为什么恢复办理。')],
	},
	supervise: {
		name: '督办',
		hint: '由市级督办，另定期限。',
		from: open,
		to: null,
		by: 'reports.decide',
		cityOnly: true,
		fields: [{ name: 'superviseBy', label: '督办期限', type: 'date', required: true }, text('reason', '督办要求')],
	},
	extend: {
		name: '延长期限',
		hint: '情况复杂的，经批准延长一次。',
		from: ['accepted', 'investigating', 'filed', 'rectifying'],
		to: null,
		by: 'reports.move',
		fields: [text('reason', '延长理由'), toReporter('告知举报人', '说明为什么延长、延长到什么时候。')],
	},
	take: {
		name: '由我承办',
		hint: '登记为承办人。',
		from: open,
		to: null,
		by: 'reports.move',
		fields: [],
	},
	'hand-over': {
		name: '移交承办人',
		hint: '交给本地区另一名人员承办。',
		from: open,
		to: null,
		by: 'reports.move',
		fields: [
			{ name: 'handler', label: '新的承办人', type: 'choice', required: true, options: 'officers' },
			text('reason', '移交说明', '写明进展和待办事项。'),
		],
	},
	penalise: {
		name: '登记处罚决定',
		hint: '已作出行政处罚决定，送达期限开始计算。',
		from: ['filed', 'rectifying'],
		to: null,
		by: 'reports.move',
		fields: [
			{ name: 'documentNumber', label: '处罚决定文号', type: 'text', required: true },
			{ name: 'decidedOn', label: '决定日期', type: 'date', required: true, past: true },
		],
	},
	serve: {
		name: '登记送达',
		hint: '处罚决定书已送达当事人。',
		from: ['filed', 'rectifying'],
		to: null,
		by: 'reports.move',
		fields: [{ name: 'servedOn', label: '送达日期', type: 'date', required: true, past: true }],
	},
	resume: {
		name: '结束等待',
		hint: '不再等候举报人补充，期限顺延后继续计算。',
		from: ['received', 'objected', ...open],
		to: null,
		by: 'reports.move',
		fields: [],
	},
} as const satisfies Record<string, Move>;

export type MoveName = keyof typeof moves;

export const moveTable: Record<MoveName, Move> = moves;

export function isMoveName(text: string): text is MoveName {
	return Object.hasOwn(moves, text);
}
