import { keysOf } from '../../content/facts/keys-of.ts';
import type { user } from '../../db/schema/accounts.ts';

/** What somebody may do. Every staff route declares one of these. */
export const permissions = {
	'session.own': '查看和退出自己的登录',
	'reports.enter': '登记来电来访，导入 12345 清单',
	'reports.list': '查看本地区线索',
	'reports.move': '受理和办理线索',
	'reports.approve': '审批不予受理、并案、办结和延期，撤销有误的办理',
	'reports.decide': '跨县区指派、裁定和督办',
	'alarms.answer': '接警',
	'reports.message': '向举报人留言',
	'files.send': '上传现场照片和给举报人的照片',
	'tasks.give': '向网格员交办现场核查',
	'tasks.do': '查看和反馈交办的现场核查',
	'identity.open': '经审批查看举报人身份',
	'identity.decide': '审批查看举报人身份',
	'rewards.decide': '答复举报奖励申请',
	'results.read': '查看公开结果',
	'results.draft': '拟写公开结果',
	'results.approve': '审核发布公开结果',
	'batches.draft': '编制公开批次',
	'batches.approve': '审核发布公开批次',
	'publication.rebuild': '更新网站',
	'dashboard.read': '查看统计',
	'audit.read': '查看和核验审计日志',
	'alerts.read': '查看监督提示',
	'delivery.read': '查看和重发通知',
	'accounts.manage': '管理账号，申请办理须两名管理员同意的账号',
	'accounts.decide': '对另一类管理员的账号申请作出决定',
	'roles.read': '查看权限表',
} as const;

export type Permission = keyof typeof permissions;

const everybody = ['session.own', 'roles.read'] as const;
const casework = [
	'reports.list',
	'alarms.answer',
	'reports.move',
	'reports.message',
	'files.send',
	'tasks.give',
	'identity.open',
	'results.read',
	'results.draft',
] as const;

export type Role = (typeof user.$inferSelect)['role'];

/**
 * Who may what: the only table. 等保三级 keeps system, security and audit administrators apart, and case workers from all
 * three: administrators see no reports, the auditor sees only the log.
 */
export const roles = {
	clerk: { name: '受理人员', may: [...everybody, ...casework, 'reports.enter', 'dashboard.read'] },
	handler: { name: '办案人员', may: [...everybody, ...casework] },
	approver: {
		name: '审核人员',
		may: [
			...everybody,
			'reports.list',
			'alarms.answer',
			'reports.approve',
			'identity.decide',
			'rewards.decide',
			'results.read',
			'results.approve',
			'batches.approve',
			'dashboard.read',
		],
	},
	'county-lead': {
		name: '县区负责人',
		may: [
			...everybody,
			'reports.list',
			'alarms.answer',
			'reports.approve',
			'results.read',
			'dashboard.read',
			'alerts.read',
		],
	},
	'city-supervisor': {
		name: '市级督办人员',
		may: [
			...everybody,
			...casework,
			'reports.enter',
			'reports.approve',
			'reports.decide',
			'batches.draft',
			'publication.rebuild',
			'dashboard.read',
			'delivery.read',
			'alerts.read',
		],
	},
	/** In one town: sees what was asked of this person, and nothing of any report. */
	'grid-worker': { name: '网格员', may: [...everybody, 'tasks.do', 'files.send'] },
	publisher: {
		name: '信息发布人员',
		may: [...everybody, 'results.read', 'results.approve', 'batches.draft', 'batches.approve', 'publication.rebuild'],
	},
	auditor: { name: '审计人员', may: [...everybody, 'audit.read', 'alerts.read'] },
	'system-administrator': {
		name: '系统管理员',
		may: [...everybody, 'accounts.manage', 'accounts.decide', 'delivery.read'],
	},
	'security-administrator': { name: '安全管理员', may: [...everybody, 'accounts.manage', 'accounts.decide'] },
} as const satisfies Record<Role, { name: string; may: readonly Permission[] }>;

export function isRole(text: string): text is Role {
	return Object.hasOwn(roles, text);
}

/** Roles that can be tied to one unit. Leads and the city's supervisors answer for their whole area. */
const tiedRoles: readonly Role[] = ['clerk', 'handler', 'approver'];

export function canBeTied(role: Role): boolean {
	return tiedRoles.includes(role);
}

/** The roles that have a permission. */
export function rolesThatMay(permission: Permission): Role[] {
	return keysOf(roles).filter((role) => may(role, permission));
}

/** Roles with access to the whole portal; for an account of a county they would reveal all other counties. */
const cityRoles: readonly Role[] = ['city-supervisor', 'auditor', 'system-administrator', 'security-administrator'];

export function onlyForCity(role: Role): boolean {
	return cityRoles.includes(role);
}

/**
 * What no administrator hands out alone: the words of reporters, which often tell who wrote them, their names and
 * contacts, the log of who looked, and accounts themselves.
 */
const guarded: readonly Permission[] = [
	'reports.list',
	'identity.open',
	'identity.decide',
	'rewards.decide',
	'audit.read',
	'accounts.manage',
];

/** Whether an account of this role is made, reset and let in again by two administrators only. */
export function needsTwo(role: string): boolean {
	return guarded.some((permission) => may(role, permission));
}

/** The role of those who decide what an administrator of this role asks for: the other kind; null for anybody else. */
export function otherAdministrator(role: Role): Role | null {
	if (role === 'system-administrator') return 'security-administrator';
	return role === 'security-administrator' ? 'system-administrator' : null;
}

/** Unknown roles may nothing. */
export function may(role: string, permission: Permission): boolean {
	return isRole(role) && roles[role].may.some((allowed) => allowed === permission);
}

/** The table as the console shows it. */
export function roleTable() {
	return {
		roles: keysOf(roles).map((id) => ({
			id,
			name: roles[id].name,
			canBeTied: canBeTied(id),
			onlyForCity: onlyForCity(id),
			needsTwo: needsTwo(id),
		})),
		permissions: keysOf(permissions).map((id) => ({
			id,
			name: permissions[id],
			roles: rolesThatMay(id),
		})),
	};
}
