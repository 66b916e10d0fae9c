import { computed } from 'vue';
import { me } from './session.ts';

const items = [
	{ path: '/reports', name: '线索', anyOf: ['reports.list'] },
	{ path: '/tasks', name: '现场核查', anyOf: ['tasks.do'] },
	{ path: '/identity-requests', name: '身份审批', anyOf: ['identity.decide'] },
	{ path: '/entry', name: '登记', anyOf: ['reports.enter'] },
	{ path: '/import', name: '导入清单', anyOf: ['reports.enter'] },
	{ path: '/results', name: '公开结果', anyOf: ['results.read'] },
	{ path: '/dashboard', name: '统计', anyOf: ['dashboard.read'] },
	{ path: '/clearing', name: '动态清零', anyOf: ['dashboard.read'] },
	{ path: '/publication', name: '网站更新', anyOf: ['publication.rebuild'] },
	{ path: '/outbox', name: '通知发送', anyOf: ['delivery.read'] },
	{ path: '/alerts', name: '监督提示', anyOf: ['alerts.read'] },
	{ path: '/audit', name: '审计日志', anyOf: ['audit.read'] },
	{ path: '/accounts', name: '账号', anyOf: ['accounts.manage'] },
	{ path: '/roles', name: '权限表', anyOf: ['roles.read'] },
];

/** The columns that the signed-in person may open. */
export const menu = computed(() =>
	items.filter(({ anyOf }) => anyOf.some((permission) => me.value?.permissions.includes(permission))),
);
