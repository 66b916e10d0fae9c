import { title } from 'virtual:content';
import { createRouter, createWebHistory } from 'vue-router';

declare module 'vue-router' {
	interface RouteMeta {
		/** Name of the page in the tab. */
		title: string;
		/** Without it the page says so instead of showing anything. */
		permission?: string;
	}
}

export const router = createRouter({
	history: createWebHistory(import.meta.env.BASE_URL),
	scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
	routes: [
		{ path: '/', component: () => import('./pages/Home.vue'), meta: { title: '办理平台' } },
		{
			path: '/reports',
			component: () => import('./pages/Inbox.vue'),
			meta: { title: '线索', permission: 'reports.list' },
		},
		{
			path: '/reports/:number',
			component: () => import('./pages/Report.vue'),
			props: true,
			meta: { title: '线索办理', permission: 'reports.list' },
		},
		{
			path: '/reports/:number/result',
			component: () => import('./pages/DraftEditor.vue'),
			props: true,
			meta: { title: '拟写公开结果', permission: 'results.draft' },
		},
		{
			path: '/tasks',
			component: () => import('./pages/Tasks.vue'),
			meta: { title: '现场核查', permission: 'tasks.do' },
		},
		{
			path: '/tasks/:id',
			component: () => import('./pages/Task.vue'),
			props: true,
			meta: { title: '现场核查任务', permission: 'tasks.do' },
		},
		{
			path: '/identity-requests',
			component: () => import('./pages/IdentityRequests.vue'),
			meta: { title: '身份审批', permission: 'identity.decide' },
		},
		{
			path: '/entry',
			component: () => import('./pages/Entry.vue'),
			meta: { title: '登记来电来访', permission: 'reports.enter' },
		},
		{
			path: '/import',
			component: () => import('./pages/Import.vue'),
			meta: { title: '导入 12345 清单', permission: 'reports.enter' },
		},
		{
			path: '/results',
			component: () => import('./pages/Results.vue'),
			meta: { title: '公开结果', permission: 'results.read' },
		},
		{
			path: '/results/:id',
			component: () => import('./pages/Result.vue'),
			props: true,
			meta: { title: '审核公开结果', permission: 'results.read' },
		},
		{
			path: '/batches',
			component: () => import('./pages/Batches.vue'),
			meta: { title: '公开批次', permission: 'results.read' },
		},
		{
			path: '/batches/new',
			component: () => import('./pages/BatchEditor.vue'),
			meta: { title: '编制新批次', permission: 'batches.draft' },
		},
		{
			path: '/batches/:id',
			component: () => import('./pages/Batch.vue'),
			props: true,
			meta: { title: '审核公开批次', permission: 'results.read' },
		},
		{
			path: '/batches/:id/edit',
			component: () => import('./pages/BatchEditor.vue'),
			props: true,
			meta: { title: '修改批次', permission: 'batches.draft' },
		},
		{
			path: '/publication',
			component: () => import('./pages/Publication.vue'),
			meta: { title: '网站更新', permission: 'publication.rebuild' },
		},
		{
			path: '/dashboard',
			component: () => import('./pages/Dashboard.vue'),
			meta: { title: '统计', permission: 'dashboard.read' },
		},
		{
			path: '/outbox',
			component: () => import('./pages/Outbox.vue'),
			meta: { title: '通知发送', permission: 'delivery.read' },
		},
		{
			path: '/clearing',
			component: () => import('./pages/Clearing.vue'),
			meta: { title: '动态清零', permission: 'dashboard.read' },
		},
		{
			path: '/audit',
			component: () => import('./pages/Audit.vue'),
			meta: { title: '审计日志', permission: 'audit.read' },
		},
		{
			path: '/alerts',
			component: () => import('./pages/Alerts.vue'),
			meta: { title: '监督提示', permission: 'alerts.read' },
		},
		{
			path: '/alerts/:id/looks',
			component: () => import('./pages/Looks.vue'),
			props: true,
			meta: { title: '查看过的人员', permission: 'audit.read' },
		},
		{
			path: '/accounts',
			component: () => import('./pages/Accounts.vue'),
			meta: { title: '账号', permission: 'accounts.manage' },
		},
		{
			path: '/roles',
			component: () => import('./pages/Roles.vue'),
			meta: { title: '权限表', permission: 'roles.read' },
		},
		{ path: '/own', component: () => import('./pages/Own.vue'), meta: { title: '我的账号' } },
		{ path: '/:missing(.*)*', component: () => import('./pages/Missing.vue'), meta: { title: '没有这个页面' } },
	],
});

/** Puts the page's name into the tab; a page may say more once it knows (`what`). */
export function nameTab(what: string): void {
	document.title = what ? `${what} - ${title} 办理平台` : `${title} 办理平台`;
}
