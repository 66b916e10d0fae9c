import { type PublicationKindId, publicationKinds } from '../../../content/facts/publication-kinds.ts';
import type { BatchBody, Body, Finding, MoveName, Opening, ResultBody } from './answers.ts';
import { type Ask, ask } from './api.ts';

type Step = 'submit' | 'approve' | 'return' | 'revise' | 'discard' | 'withdraw';

/** What a step on a publication takes: the version that was seen, a reason where it needs one. */
type StepBody = Body<'POST /results/:id/approve'>;

/** What a step may need beside its version. */
export type StepWords = Omit<StepBody, 'version'>;

type Query = NonNullable<Ask['query']>;

/** Every call the console makes, by what it is for; what each takes and answers is the route's. */
export const calls = {
	/** `captcha` is asked where strangers were wrong too often. */
	signIn: (username: string, password: string, captcha?: string) =>
		ask('POST /session', { body: { username, password, captcha } }),
	captcha: () => ask('GET /captcha'),
	signInWays: () => ask('GET /sign-in-ways'),
	enterCode: (code: string) => ask('POST /session/second-factor', { body: { code } }),
	beginSecondFactor: (password: string) => ask('POST /second-factor', { body: { password } }),
	confirmSecondFactor: (code: string) => ask('POST /second-factor/confirm', { body: { code } }),
	me: (background = false) => ask('GET /session', { background }),
	/** For whom the identity system let in, it answers where to sign out there as well. */
	signOut: () => ask('DELETE /session'),
	changePassword: (current: string, next: string) => ask('POST /password', { body: { current, next } }),

	keepColumns: (hidden: string[]) => ask('PUT /columns', { body: { hidden } }),

	sessions: (background = false) => ask('GET /sessions', { background }),
	endSession: (id: string) => ask('DELETE /sessions/:id', { params: { id } }),

	reference: () => ask('GET /reference'),

	reports: (query: Query, background = false) => ask('GET /reports', { query, background }),
	report: (number: string, background = false) => ask('GET /reports/:number', { params: { number }, background }),
	/** Nothing comes back once the report is out of the officer's reach. */
	move: (number: string, move: MoveName, version: number, fields: Record<string, unknown>) =>
		ask('POST /reports/:number/moves', { params: { number }, body: { move, version, fields } }),
	decideProposal: (number: string, step: 'approve' | 'return' | 'withdraw', version: number, reason?: string) =>
		ask(`POST /reports/:number/proposal/${step}`, {
			params: { number },
			body: { version, ...(reason !== undefined && { reason }) },
		}),
	askConsent: (number: string, body: Body<'POST /reports/:number/consent'>) =>
		ask('POST /reports/:number/consent', { params: { number }, body }),
	decideConsent: (number: string, body: Body<'POST /reports/:number/consent/decision'>) =>
		ask('POST /reports/:number/consent/decision', { params: { number }, body }),
	closeWords: (number: string, body: Body<'POST /reports/:number/words/close'>) =>
		ask('POST /reports/:number/words/close', { params: { number }, body }),
	moveMany: (move: MoveName, reports: { number: string; version: number }[], fields: Record<string, unknown>) =>
		ask('POST /reports/moves', { body: { move, reports, fields } }),
	alarms: (background = false) => ask('GET /alarms', { background }),
	answerOneAlarm: (id: string) => ask('POST /alarms/:id/answer', { params: { id } }),
	answerAllAlarms: () => ask('POST /alarms/answer'),
	answerAlarm: (number: string) => ask('POST /reports/:number/alarm/answer', { params: { number } }),
	markUrgent: (number: string, reason: string) =>
		ask('POST /reports/:number/urgent', { params: { number }, body: { reason } }),
	unmarkUrgent: (number: string, reason: string) =>
		ask('POST /reports/:number/urgent/off', { params: { number }, body: { reason } }),
	note: (number: string, text: string) => ask('POST /reports/:number/notes', { params: { number }, body: { text } }),
	message: (number: string, body: Body<'POST /reports/:number/messages'>, draft: string) =>
		ask('POST /reports/:number/messages', { params: { number }, body, headers: { 'upload-draft': draft } }),
	olderMessages: (number: string, before: string) =>
		ask('GET /reports/:number/messages', { params: { number }, query: { before } }),
	raiseRoom: (number: string) => ask('POST /reports/:number/message-room', { params: { number } }),
	giveTask: (number: string, body: Body<'POST /reports/:number/tasks'>) =>
		ask('POST /reports/:number/tasks', { params: { number }, body }),
	taskStep: (number: string, id: string, step: 'cancel' | 'words', reason: string) =>
		ask(`POST /reports/:number/tasks/:id/${step}`, { params: { number, id }, body: { reason } }),
	claimContact: (number: string, body: Opening) =>
		ask('POST /reports/:number/reward/contact', { params: { number }, body }),
	decideClaim: (number: string, granted: boolean, text: string) =>
		ask('POST /reports/:number/reward', { params: { number }, body: { granted, text } }),
	identity: (number: string, body: Opening) => ask('POST /reports/:number/identity', { params: { number }, body }),
	askIdentity: (number: string, reason: string) =>
		ask('POST /reports/:number/identity/requests', { params: { number }, body: { reason } }),
	decideIdentity: (number: string, id: string, granted: boolean, reason: string) =>
		ask('POST /reports/:number/identity/requests/:id/decision', { params: { number, id }, body: { granted, reason } }),
	identityRequests: (background = false) => ask('GET /identity/requests', { background }),

	tasks: (background = false) => ask('GET /tasks', { background }),
	task: (id: string) => ask('GET /tasks/:id', { params: { id } }),
	taskWords: (id: string) => ask('POST /tasks/:id/words', { params: { id } }),
	sendFinding: (id: string, body: Finding, draft: string) =>
		ask('POST /tasks/:id/finding', { params: { id }, body, headers: { 'upload-draft': draft } }),

	saveDraft: (number: string, version: number | null, body: ResultBody) =>
		ask('PUT /reports/:number/result', { params: { number }, body: { version, ...body } }),
	publications: (kind: PublicationKindId, query: Query) => ask(`GET /${publicationKinds[kind].path}`, { query }),
	publication: (kind: PublicationKindId, id: string) =>
		ask(`GET /${publicationKinds[kind].path}/:id`, { params: { id } }),
	/** Nothing comes back of what was given up. */
	publicationStep: (kind: PublicationKindId, id: string, step: Step, body: StepBody) =>
		ask(`POST /${publicationKinds[kind].path}/:id/${step}`, { params: { id }, body }),
	result: (id: string) => ask('GET /results/:id', { params: { id } }),
	batch: (id: string) => ask('GET /batches/:id', { params: { id } }),
	nextBatch: () => ask('GET /batches/next'),
	draftBatch: (body: BatchBody) => ask('POST /batches', { body }),
	rewriteBatch: (id: string, version: number, body: BatchBody) =>
		ask('PUT /batches/:id', { params: { id }, body: { version, ...body } }),

	siteState: (background = false) => ask('GET /publication', { background }),
	rebuild: () => ask('POST /publication'),

	jobs: (query: Query, background = false) => ask('GET /outbox', { query, background }),
	retryJob: (id: string) => ask('POST /outbox/:id/retry', { params: { id } }),

	clearing: (background = false) => ask('GET /clearing', { background }),
	dashboard: (county?: number, background = false) => ask('GET /dashboard', { query: { county }, background }),
	audit: (query: Query, background = false) => ask('GET /audit', { query, background }),
	verifyAudit: () => ask('POST /audit/verify'),
	compareHead: (seq: number, hash: string) => ask('POST /audit/compare', { body: { seq, hash } }),
	alerts: (query: Query, background = false) => ask('GET /alerts', { query, background }),
	seeAlert: (id: string) => ask('POST /alerts/:id/seen', { params: { id } }),
	looks: (id: string, query: Query) => ask('GET /alerts/:id/looks', { params: { id }, query }),
	roles: (background = false) => ask('GET /roles', { background }),

	confirmNotice: (id: string) => ask('POST /notices/:id/read', { params: { id } }),

	accountRequests: (background = false) => ask('GET /account-requests', { background }),
	askForAccount: (body: Body<'POST /account-requests'>) => ask('POST /account-requests', { body }),
	decideAccountRequest: (id: string, grant: boolean) =>
		ask('POST /account-requests/:id/decision', { params: { id }, body: { grant } }),
	collectHalf: (id: string) => ask('POST /account-requests/:id/half', { params: { id } }),

	accounts: (background = false) => ask('GET /accounts', { background }),
	createAccount: (body: Body<'POST /accounts'>) => ask('POST /accounts', { body }),
	resetPassword: (id: string) => ask('POST /accounts/:id/reset', { params: { id } }),
	setDisabled: (id: string, disabled: boolean) =>
		ask(`POST /accounts/:id/${disabled ? 'disable' : 'enable'}`, { params: { id } }),
};
