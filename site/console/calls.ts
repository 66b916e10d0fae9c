import { type Ask, ask } from './api.ts';
import type {
	Draft,
	Identity,
	Me,
	Page,
	Reference,
	ReportDetail,
	ReportPage,
	ResultBody,
	ResultRow,
} from './contract.ts';
import type { AccountRow, AuditPage, Dashboard, Publication, RoleTable } from './contract-office.ts';

/** Every call the console makes, by what it is for. */
export const calls = {
	signIn: (username: string, password: string) => ask<Me>('session', { method: 'POST', body: { username, password } }),
	me: (background = false) => ask<Me>('session', { background }),
	signOut: () => ask<void>('session', { method: 'DELETE' }),
	changePassword: (current: string, next: string) => ask<void>('password', { method: 'POST', body: { current, next } }),

	reference: () => ask<Reference>('reference'),

	reports: (query: NonNullable<Ask['query']>, more: Pick<Ask, 'background' | 'signal'> = {}) =>
		ask<ReportPage>('reports', { query, ...more }),
	report: (number: string, background = false) => ask<ReportDetail>(`reports/${number}`, { background }),
	move: (number: string, move: string, version: number, fields: Record<string, unknown>) =>
		ask<ReportDetail>(`reports/${number}/moves`, { method: 'POST', body: { move, version, fields } }),
	note: (number: string, text: string) => ask<void>(`reports/${number}/notes`, { method: 'POST', body: { text } }),
	message: (number: string, text: string, askForMore: boolean) =>
		ask<void>(`reports/${number}/messages`, { method: 'POST', body: { text, askForMore } }),
	identity: (number: string, reason: string) =>
		ask<Identity>(`reports/${number}/identity`, { method: 'POST', body: { reason } }),

	saveDraft: (number: string, version: number | null, body: ResultBody) =>
		ask<Draft>(`reports/${number}/result`, { method: 'PUT', body: { version, ...body } }),
	results: (query: NonNullable<Ask['query']>) => ask<Page<ResultRow>>('results', { query }),
	result: (id: string) => ask<Draft>(`results/${id}`),
	resultStep: (id: string, step: 'submit' | 'approve' | 'return' | 'withdraw', version: number, reason?: string) =>
		ask<Draft>(`results/${id}/${step}`, { method: 'POST', body: { version, ...(reason !== undefined && { reason }) } }),

	publication: (background = false) => ask<Publication>('publication', { background }),
	rebuild: () => ask<void>('publication', { method: 'POST' }),

	dashboard: (county?: number) => ask<Dashboard>('dashboard', { query: { county } }),
	audit: (query: NonNullable<Ask['query']>) => ask<AuditPage>('audit', { query }),
	roles: () => ask<RoleTable>('roles'),

	accounts: () => ask<{ total: number; items: AccountRow[] }>('accounts'),
	createAccount: (account: { username: string; name: string; role: string; adcode: number }) =>
		ask<AccountRow & { password: string }>('accounts', { method: 'POST', body: account }),
	resetPassword: (id: string) => ask<{ password: string }>(`accounts/${id}/reset`, { method: 'POST' }),
	setDisabled: (id: string, disabled: boolean) =>
		ask<void>(`accounts/${id}/${disabled ? 'disable' : 'enable'}`, { method: 'POST' }),
};
