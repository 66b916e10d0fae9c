import { permissionOf } from '../../api/permission/permit.ts';
import type { Permission } from '../../api/permission/roles.ts';
import { createStaffApp } from '../../api/start/staff-app.ts';
import { aDraft, type TestPortal } from './portal.ts';

export interface Route {
	method: string;
	path: string;
	permission: Permission | undefined;
}

/** Every route of the staff API with the permission it declares. */
export function routesOf({ staff, auth, site }: Pick<TestPortal, 'staff' | 'auth' | 'site'>): Route[] {
	const found = new Map<string, Route>();
	for (const { method, path, handler } of createStaffApp(staff, auth, site).routes) {
		if (method === 'ALL') continue;
		const known = found.get(`${method} ${path}`);
		found.set(`${method} ${path}`, { method, path, permission: known?.permission ?? permissionOf(handler) });
	}
	return [...found.values()];
}

/** Routes for somebody who cannot be signed in yet. */
export const openRoutes = [
	'POST /session',
	'POST /session/second-factor',
	'GET /captcha',
	'GET /sign-in-ways',
	'GET /session/oidc',
	'GET /session/oidc/callback',
];

export const named = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;

/** Bodies that each route which changes a report or a result takes, so that a sweep gets past the schema. */
export const bodies: Record<string, unknown> = {
	'POST /reports/:number/moves': { move: 'accept', version: 1, fields: {} },
	'POST /reports/:number/proposal/approve': { version: 1 },
	'POST /reports/:number/proposal/return': { version: 1, reason: '请补充依据' },
	'POST /reports/:number/proposal/withdraw': { version: 1 },
	'POST /reports/:number/consent': {
		version: 1,
		unit: '211381-natural-resources',
		summary: '一处山坡有采挖痕迹，请现场核查。',
		reason: '需要就近核查',
	},
	'POST /reports/:number/consent/decision': { version: 1, granted: true },
	'POST /reports/:number/words/close': { version: 1, summary: '一处山坡有采挖痕迹。', reason: '内容涉及当地人员' },
	'POST /reports/:number/alarm/answer': {},
	'POST /reports/:number/urgent': { reason: '坝体有裂缝' },
	'POST /reports/:number/urgent/off': { reason: '现场没有危险' },
	'PUT /reports/:number/place': { version: 1, name: '东沟采石点' },
	'POST /reports/:number/notes': { text: '记录' },
	'POST /reports/:number/messages': { text: '请补充情况。' },
	'POST /reports/:number/message-quota': {},
	'POST /reports/:number/identity': { reason: '核实举报情况' },
	'POST /reports/:number/identity/requests': { reason: '核实举报情况' },
	'POST /reports/:number/identity/requests/:id/decision': { granted: true },
	'POST /reports/:number/reward/contact': { reason: '通知领取奖励' },
	'POST /reports/:number/reward': { granted: true, text: '请到窗口领取。' },
	'POST /reports/:number/attachments/:id/original': { reason: '核实举报情况' },
	'POST /reports/:number/tasks': { worker: 'nobody', place: '山坡', request: '查看是否开挖', dueOn: '2099-01-01' },
	'POST /reports/:number/tasks/:id/cancel': { reason: '网格员已调离' },
	'POST /reports/:number/tasks/:id/words': { reason: '需要对照描述' },
	'PUT /reports/:number/result': aDraft(),
	'POST /results/:id/submit': { version: 1 },
	'POST /results/:id/approve': { version: 1 },
	'POST /results/:id/return': { version: 1, reason: '请修改' },
	'POST /results/:id/withdraw': { version: 1, reason: '决定被撤销' },
};
