import type { Challenge } from '../../browser/captcha/solve.ts';
import { type Ask, ask } from './api.ts';
import type {
	Draft,
	Identity,
	ManyMoved,
	Me,
	MessagePage,
	Page,
	Reference,
	ReportDetail,
	ReportPage,
	ResultBody,
	ResultRow,
} from './contract.ts';
import type { OpenAlarms } from './contract-alarms.ts';
import type { Batch, BatchBody, BatchRow, NextBatch } from './contract-batches.ts';
import type { Opening, WaitingRequest } from './contract-identity.ts';
import type {
	AccountRequest,
	AccountRow,
	Alert,
	AuditPage,
	AuditState,
	Clearing,
	Dashboard,
	Job,
	Looks,
	OwnSession,
	Publication,
	RoleTable,
} from './contract-office.ts';
import type { Finding, NewTask, Task } from './contract-tasks.ts';

/** What a step on a result or a batch may need beside its version. */
export interface StepWords {
	reason?: string;
	/** What is marked in the text was looked at place by place. */
	marksConfirmed?: boolean;
}

/** Every call the console makes, by what it is for. */
export const calls = {
	/** `captcha` is asked where strangers were wrong too often. */
	signIn: (username: string, password: string, captcha?: string) =>
		ask<Me>('session', { method: 'POST', body: { username, password, captcha } }),
	captcha: () => ask<{ provider: 'off' } | { provider: 'altcha'; challenge: Challenge }>('captcha'),
	signInWays: () => ask<{ oidc: boolean }>('sign-in-ways'),
	enterCode: (code: string) => ask<Me>('session/second-factor', { method: 'POST', body: { code } }),
	beginSecondFactor: (password: string) =>
		ask<{ uri: string; backupCodes: string[] }>('second-factor', { method: 'POST', body: { password } }),
	confirmSecondFactor: (code: string) => ask<void>('second-factor/confirm', { method: 'POST', body: { code } }),
	me: (background = false) => ask<Me>('session', { background }),
	/** For whom the identity system let in, it answers where to sign out there as well. */
	signOut: () => ask<{ onward: string } | undefined>('session', { method: 'DELETE' }),
	changePassword: (current: string, next: string) => ask<void>('password', { method: 'POST', body: { current, next } }),

	keepColumns: (hidden: string[]) => ask<void>('columns', { method: 'PUT', body: { hidden } }),

	sessions: () => ask<{ items: OwnSession[] }>('sessions'),
	endSession: (id: string) => ask<void>(`sessions/${id}`, { method: 'DELETE' }),

	reference: () => ask<Reference>('reference'),

	reports: (query: NonNullable<Ask['query']>, more: Pick<Ask, 'background' | 'signal'> = {}) =>
		ask<ReportPage>('reports', { query, ...more }),
	report: (number: string, background = false) => ask<ReportDetail>(`reports/${number}`, { background }),
	/** Nothing comes back once the report is out of the officer's reach. */
	move: (number: string, move: string, version: number, fields: Record<string, unknown>) =>
		ask<ReportDetail | undefined>(`reports/${number}/moves`, { method: 'POST', body: { move, version, fields } }),
	decideProposal: (number: string, step: 'approve' | 'return' | 'withdraw', version: number, reason?: string) =>
		ask<ReportDetail>(`reports/${number}/proposal/${step}`, {
			method: 'POST',
			body: { version, ...(reason !== undefined && { reason }) },
		}),
	askConsent: (number: string, question: { version: number; unit: string; summary: string; reason: string }) =>
		ask<ReportDetail>(`reports/${number}/consent`, { method: 'POST', body: question }),
	decideConsent: (number: string, decision: { version: number; granted: boolean; reason: string }) =>
		ask<ReportDetail>(`reports/${number}/consent/decision`, { method: 'POST', body: decision }),
	closeWords: (number: string, closing: { version: number; summary: string; reason: string }) =>
		ask<ReportDetail>(`reports/${number}/words/close`, { method: 'POST', body: closing }),
	moveMany: (move: string, reports: { number: string; version: number }[], fields: Record<string, unknown>) =>
		ask<{ results: ManyMoved[] }>('reports/moves', { method: 'POST', body: { move, reports, fields } }),
	alarms: (background = false) => ask<OpenAlarms>('alarms', { background }),
	answerOneAlarm: (id: string) => ask<void>(`alarms/${id}/answer`, { method: 'POST' }),
	answerAllAlarms: () => ask<void>('alarms/answer', { method: 'POST' }),
	answerAlarm: (number: string) => ask<void>(`reports/${number}/alarm/answer`, { method: 'POST' }),
	markUrgent: (number: string, reason: string) =>
		ask<void>(`reports/${number}/urgent`, { method: 'POST', body: { reason } }),
	unmarkUrgent: (number: string, reason: string) =>
		ask<void>(`reports/${number}/urgent/off`, { method: 'POST', body: { reason } }),
	note: (number: string, text: string) => ask<void>(`reports/${number}/notes`, { method: 'POST', body: { text } }),
	message: (number: string, message: { text: string; askForMore: boolean; uploads: string[] }, draft: string) =>
		ask<void>(`reports/${number}/messages`, { method: 'POST', body: message, headers: { 'upload-draft': draft } }),
	olderMessages: (number: string, before: string) =>
		ask<MessagePage>(`reports/${number}/messages`, { query: { before } }),
	raiseRoom: (number: string) => ask<void>(`reports/${number}/message-room`, { method: 'POST' }),
	giveTask: (number: string, task: NewTask) =>
		ask<{ id: string }>(`reports/${number}/tasks`, { method: 'POST', body: task }),
	taskStep: (number: string, id: string, step: 'cancel' | 'words', reason: string) =>
		ask<void>(`reports/${number}/tasks/${id}/${step}`, { method: 'POST', body: { reason } }),
	claimContact: (number: string, opening: Opening) =>
		ask<{ contact: string }>(`reports/${number}/reward/contact`, { method: 'POST', body: opening }),
	decideClaim: (number: string, granted: boolean, text: string) =>
		ask<unknown>(`reports/${number}/reward`, { method: 'POST', body: { granted, text } }),
	identity: (number: string, opening: Opening) =>
		ask<Identity>(`reports/${number}/identity`, { method: 'POST', body: opening }),
	askIdentity: (number: string, reason: string) =>
		ask<{ id: string }>(`reports/${number}/identity/requests`, { method: 'POST', body: { reason } }),
	decideIdentity: (number: string, id: string, granted: boolean, reason: string) =>
		ask<void>(`reports/${number}/identity/requests/${id}/decision`, { method: 'POST', body: { granted, reason } }),
	identityRequests: (background = false) => ask<{ items: WaitingRequest[] }>('identity/requests', { background }),

	tasks: (background = false) => ask<{ open: Task[]; done: Task[] }>('tasks', { background }),
	task: (id: string) => ask<Task>(`tasks/${id}`),
	taskWords: (id: string) => ask<{ text: string }>(`tasks/${id}/words`, { method: 'POST' }),
	sendFinding: (id: string, finding: Finding, draft: string) =>
		ask<Task>(`tasks/${id}/finding`, { method: 'POST', body: finding, headers: { 'upload-draft': draft } }),

	saveDraft: (number: string, version: number | null, body: ResultBody) =>
		ask<Draft>(`reports/${number}/result`, { method: 'PUT', body: { version, ...body } }),
	results: (query: NonNullable<Ask['query']>) => ask<Page<ResultRow>>('results', { query }),
	result: (id: string) => ask<Draft>(`results/${id}`),
	resultStep: (id: string, step: 'submit' | 'approve' | 'return' | 'withdraw', version: number, said: StepWords = {}) =>
		ask<Draft>(`results/${id}/${step}`, { method: 'POST', body: { version, ...said } }),

	batches: (query: NonNullable<Ask['query']>) => ask<Page<BatchRow>>('batches', { query }),
	batch: (id: string) => ask<Batch>(`batches/${id}`),
	nextBatch: () => ask<NextBatch>('batches/next'),
	draftBatch: (body: BatchBody) => ask<Batch>('batches', { method: 'POST', body }),
	rewriteBatch: (id: string, version: number, body: BatchBody) =>
		ask<Batch>(`batches/${id}`, { method: 'PUT', body: { version, ...body } }),
	discardBatch: (id: string, version: number) =>
		ask<void>(`batches/${id}/discard`, { method: 'POST', body: { version } }),
	batchStep: (id: string, step: 'submit' | 'approve' | 'return', version: number, said: StepWords = {}) =>
		ask<Batch>(`batches/${id}/${step}`, { method: 'POST', body: { version, ...said } }),

	publication: (background = false) => ask<Publication>('publication', { background }),
	rebuild: () => ask<void>('publication', { method: 'POST' }),

	jobs: (query: NonNullable<Ask['query']>, background = false) => ask<Page<Job>>('outbox', { query, background }),
	retryJob: (id: string) => ask<Job>(`outbox/${id}/retry`, { method: 'POST' }),

	clearing: () => ask<Clearing>('clearing'),
	dashboard: (county?: number) => ask<Dashboard>('dashboard', { query: { county } }),
	audit: (query: NonNullable<Ask['query']>, background = false) => ask<AuditPage>('audit', { query, background }),
	verifyAudit: () => ask<AuditState>('audit/verify', { method: 'POST' }),
	compareHead: (seq: number, hash: string) =>
		ask<{ matches: boolean }>('audit/compare', { method: 'POST', body: { seq, hash } }),
	alerts: (query: NonNullable<Ask['query']>, background = false) => ask<Page<Alert>>('alerts', { query, background }),
	seeAlert: (id: string) => ask<void>(`alerts/${id}/seen`, { method: 'POST' }),
	looks: (id: string, query: NonNullable<Ask['query']>) => ask<Looks>(`alerts/${id}/looks`, { query }),
	roles: () => ask<RoleTable>('roles'),

	confirmNotice: (id: string) => ask<void>(`notices/${id}/read`, { method: 'POST' }),

	accountRequests: () => ask<{ items: AccountRequest[] }>('account-requests'),
	askForAccount: (request: { kind: AccountRequest['kind']; reason: string } & Record<string, unknown>) =>
		ask<{ items: AccountRequest[] }>('account-requests', { method: 'POST', body: request }),
	decideAccountRequest: (id: string, grant: boolean) =>
		ask<{ half: string | null }>(`account-requests/${id}/decision`, { method: 'POST', body: { grant } }),
	collectHalf: (id: string) => ask<{ half: string }>(`account-requests/${id}/half`, { method: 'POST' }),

	accounts: () => ask<{ total: number; items: AccountRow[] }>('accounts'),
	createAccount: (account: {
		username: string;
		name: string;
		role: string;
		adcode: number;
		town?: string;
		unit?: string;
	}) => ask<AccountRow & { password: string }>('accounts', { method: 'POST', body: account }),
	resetPassword: (id: string) => ask<{ password: string }>(`accounts/${id}/reset`, { method: 'POST' }),
	setDisabled: (id: string, disabled: boolean) =>
		ask<void>(`accounts/${id}/${disabled ? 'disable' : 'enable'}`, { method: 'POST' }),
};
