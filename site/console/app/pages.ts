import type { Component } from 'vue';
import { type PublicationKindId, publicationKinds } from '../../../content/facts/publication-kinds.ts';
import type { Permission } from '../calls/answers.ts';

/** A page of the console: everything that router, menu and home have to know of it. */
export interface ConsolePage {
	/** Address below the console's root; `:name` is handed to the page as a property. */
	path: string;
	/** Name of the page in the tab. */
	title: string;
	/** Without it the page says so instead of showing anything; left out: everybody may open it. */
	permission?: Permission;
	/** Handed to the page as they stand, beside what the address says. */
	given?: Record<string, string>;
	/** Fetched when the page is opened for the first time. */
	component: () => Promise<{ default: Component }>;
	/** Path of the menu entry that it belongs to, where its own does not begin with that. */
	section?: string;
	/** Name in the menu; pages that are reached from others have none. */
	menu?: string;
	/** True where somebody may land after signing in: the first of these pages that they may open. */
	home?: boolean;
}

/** List and page of a kind of publication; what its drafts are written with has a page of its own. */
function publicationPages(kind: PublicationKindId, place: Pick<ConsolePage, 'menu' | 'home'> = {}): ConsolePage[] {
	const { path, name, permissions } = publicationKinds[kind];
	const common = { permission: permissions.read, given: { kind }, section: `/${publicationKinds.result.path}` };
	return [
		{ path: `/${path}`, title: name, component: () => import('../publications/Publications.vue'), ...common, ...place },
		{
			path: `/${path}/:id`,
			title: `审核${name}`,
			component: () => import('../publications/Publication.vue'),
			...common,
		},
	];
}

/** Every page of the console, those of the menu in its order. */
export const pages: readonly ConsolePage[] = [
	{
		path: '/reports',
		title: '线索',
		permission: 'reports.list',
		component: () => import('../inbox/Inbox.vue'),
		menu: '线索',
		home: true,
	},
	{
		path: '/reports/:number',
		title: '线索办理',
		permission: 'reports.list',
		component: () => import('../case/Report.vue'),
	},
	{
		path: '/reports/:number/result',
		title: '拟写公开结果',
		permission: 'results.draft',
		component: () => import('../results/DraftEditor.vue'),
	},
	{
		path: '/tasks',
		title: '现场核查',
		permission: 'tasks.do',
		component: () => import('../tasks/Tasks.vue'),
		menu: '现场核查',
		home: true,
	},
	{
		path: '/tasks/:id',
		title: '现场核查任务',
		permission: 'tasks.do',
		component: () => import('../tasks/Task.vue'),
	},
	{
		path: '/identity-requests',
		title: '身份审批',
		permission: 'identity.decide',
		component: () => import('../identity/IdentityRequests.vue'),
		menu: '身份审批',
	},
	{
		path: '/entry',
		title: '登记来电来访',
		permission: 'reports.enter',
		component: () => import('../entry/Entry.vue'),
		menu: '登记',
	},
	{
		path: '/import',
		title: '导入 12345 清单',
		permission: 'reports.enter',
		component: () => import('../entry/Import.vue'),
		menu: '导入清单',
	},
	...publicationPages('result', { home: true, menu: '公开结果' }),
	{
		path: '/batches/new',
		title: '编制新批次',
		permission: 'batches.draft',
		section: '/results',
		component: () => import('../batches/BatchEditor.vue'),
	},
	{
		path: '/batches/:id/edit',
		title: '修改批次',
		permission: 'batches.draft',
		section: '/results',
		component: () => import('../batches/BatchEditor.vue'),
	},
	...publicationPages('batch'),
	{
		path: '/dashboard',
		title: '统计',
		permission: 'dashboard.read',
		component: () => import('../figures/Dashboard.vue'),
		menu: '统计',
	},
	{
		path: '/clearing',
		title: '动态清零',
		permission: 'dashboard.read',
		component: () => import('../figures/Clearing.vue'),
		menu: '动态清零',
	},
	{
		path: '/publication',
		title: '网站更新',
		permission: 'publication.rebuild',
		component: () => import('../publications/SiteUpdate.vue'),
		menu: '网站更新',
	},
	{
		path: '/outbox',
		title: '通知发送',
		permission: 'delivery.read',
		component: () => import('../delivery/Outbox.vue'),
		menu: '通知发送',
	},
	{
		path: '/alerts',
		title: '监督提示',
		permission: 'alerts.read',
		component: () => import('../alerts/Alerts.vue'),
		menu: '监督提示',
	},
	{
		path: '/alerts/:id/accesses',
		title: '查看过的人员',
		permission: 'audit.read',
		component: () => import('../audit/Accesses.vue'),
	},
	{
		path: '/audit',
		title: '审计日志',
		permission: 'audit.read',
		component: () => import('../audit/Audit.vue'),
		menu: '审计日志',
		home: true,
	},
	{
		path: '/accounts',
		title: '账号',
		permission: 'accounts.manage',
		component: () => import('../accounts/Accounts.vue'),
		menu: '账号',
		home: true,
	},
	{
		path: '/roles',
		title: '权限表',
		permission: 'roles.read',
		component: () => import('../accounts/Roles.vue'),
		menu: '权限表',
	},
	{ path: '/own', title: '我的账号', component: () => import('../accounts/OwnAccount.vue') },
];
