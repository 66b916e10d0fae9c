import { type PublicationKindId, publicationKinds } from '../../../content/facts/publication-kinds.ts';
import type { BatchBody, Body, Finding, MoveName, Opening, ResultBody } from './answers.ts';
import { callApi, type RequestOptions } from './api.ts';

type Step = 'submit' | 'approve' | 'return' | 'revise' | 'discard' | 'withdraw';

/** What a step on a publication takes: the version that was seen, a reason where it needs one. */
type StepBody = Body<'POST /results/:id/approve'>;

/** What a step may need beside its version. */
export type StepOptions = Omit<StepBody, 'version'>;

type Query = NonNullable<RequestOptions['query']>;

/** Every call the console makes, by what it is for; what each takes and answers is the route's. */
export const calls = {
	/** `captcha` is asked where strangers were wrong too often. */
	signIn: (username: string, password: string, captcha?: string) =>
		callApi('POST /session', { body: { username, password, captcha } }),
	captcha: () => callApi('GET /captcha'),
	signInWays: () => callApi('GET /sign-in-ways'),
	enterCode: (code: string) => callApi('POST /session/second-factor', { body: { code } }),
	beginSecondFactor: (password: string) => callApi('POST /second-factor', { body: { password } }),
	confirmSecondFactor: (code: string) => callApi('POST /second-factor/confirm', { body: { code } }),
	me: (background = false) => callApi('GET /session', { background }),
	/** For whom the identity system let in, it answers where to sign out there as well. */
	signOut: () => callApi('DELETE /session'),
	changePassword: (current: string, next: string) => callApi('POST /password', { body: { current, next } }),

	keepColumns: (hidden: string[]) => callApi('PUT /columns', { body: { hidden } }),

	sessions: (background = false) => callApi('GET /sessions', { background }),
	endSession: (id: string) => callApi('DELETE /sessions/:id', { params: { id } }),

	reference: () => callApi('GET /reference'),

	reports: (query: Query, background = false) => callApi('GET /reports', { query, background }),
	report: (number: string, background = false) => callApi('GET /reports/:number', { params: { number }, background }),
	/** Nothing comes back once the report is out of the officer's reach. */
	move: (number: string, move: MoveName, version: number, fields: Record<string, unknown>) =>
		callApi('POST /reports/:number/moves', { params: { number }, body: { move, version, fields } }),
	decideProposal: (number: string, step: 'approve' | 'return' | 'withdraw', version: number, reason?: string) =>
		callApi(`POST /reports/:number/proposal/${step}`, {
			params: { number },
			body: { version, ...(reason !== undefined && { reason }) },
		}),
	askConsent: (number: string, body: Body<'POST /reports/:number/consent'>) =>
		callApi('POST /reports/:number/consent', { params: { number }, body }),
	decideConsent: (number: string, body: Body<'POST /reports/:number/consent/decision'>) =>
		callApi('POST /reports/:number/consent/decision', { params: { number }, body }),
	closeWords: (number: string, body: Body<'POST /reports/:number/words/close'>) =>
		callApi('POST /reports/:number/words/close', { params: { number }, body }),
	moveMany: (move: MoveName, reports: { number: string; version: number }[], fields: Record<string, unknown>) =>
		callApi('POST /reports/moves', { body: { move, reports, fields } }),
	alarms: (background = false) => callApi('GET /alarms', { background }),
	answerOneAlarm: (id: string) => callApi('POST /alarms/:id/answer', { params: { id } }),
	answerAllAlarms: () => callApi('POST /alarms/answer'),
	answerAlarm: (number: string) => callApi('POST /reports/:number/alarm/answer', { params: { number } }),
	markUrgent: (number: string, reason: string) =>
		callApi('POST /reports/:number/urgent', { params: { number }, body: { reason } }),
	unmarkUrgent: (number: string, reason: string) =>
		callApi('POST /reports/:number/urgent/off', { params: { number }, body: { reason } }),
	putPlace: (number: string, body: Body<'PUT /reports/:number/place'>) =>
		callApi('PUT /reports/:number/place', { params: { number }, body }),
	note: (number: string, text: string) =>
		callApi('POST /reports/:number/notes', { params: { number }, body: { text } }),
	message: (number: string, body: Body<'POST /reports/:number/messages'>, draft: string) =>
		callApi('POST /reports/:number/messages', { params: { number }, body, headers: { 'upload-draft': draft } }),
	olderMessages: (number: string, before: string) =>
		callApi('GET /reports/:number/messages', { params: { number }, query: { before } }),
	raiseMessageCap: (number: string) => callApi('POST /reports/:number/message-quota', { params: { number } }),
	giveTask: (number: string, body: Body<'POST /reports/:number/tasks'>) =>
		callApi('POST /reports/:number/tasks', { params: { number }, body }),
	taskStep: (number: string, id: string, step: 'cancel' | 'words', reason: string) =>
		callApi(`POST /reports/:number/tasks/:id/${step}`, { params: { number, id }, body: { reason } }),
	claimContact: (number: string, body: Opening) =>
		callApi('POST /reports/:number/reward/contact', { params: { number }, body }),
	decideClaim: (number: string, granted: boolean, text: string) =>
		callApi('POST /reports/:number/reward', { params: { number }, body: { granted, text } }),
	identity: (number: string, body: Opening) => callApi('POST /reports/:number/identity', { params: { number }, body }),
	askIdentity: (number: string, reason: string) =>
		callApi('POST /reports/:number/identity/requests', { params: { number }, body: { reason } }),
	decideIdentity: (number: string, id: string, granted: boolean, reason: string) =>
		callApi('POST /reports/:number/identity/requests/:id/decision', {
			params: { number, id },
			body: { granted, reason },
		}),
	identityRequests: (background = false) => callApi('GET /identity/requests', { background }),

	tasks: (background = false) => callApi('GET /tasks', { background }),
	task: (id: string) => callApi('GET /tasks/:id', { params: { id } }),
	taskWords: (id: string) => callApi('POST /tasks/:id/words', { params: { id } }),
	sendFinding: (id: string, body: Finding, draft: string) =>
		callApi('POST /tasks/:id/finding', { params: { id }, body, headers: { 'upload-draft': draft } }),

	saveDraft: (number: string, version: number | null, body: ResultBody) =>
		callApi('PUT /reports/:number/result', { params: { number }, body: { version, ...body } }),
	publications: (kind: PublicationKindId, query: Query, background = false) =>
		callApi(`GET /${publicationKinds[kind].path}`, { query, background }),
	publication: (kind: PublicationKindId, id: string) =>
		callApi(`GET /${publicationKinds[kind].path}/:id`, { params: { id } }),
	/** Nothing comes back of what was given up. */
	publicationStep: (kind: PublicationKindId, id: string, step: Step, body: StepBody) =>
		callApi(`POST /${publicationKinds[kind].path}/:id/${step}`, { params: { id }, body }),
	result: (id: string) => callApi('GET /results/:id', { params: { id } }),
	batch: (id: string) => callApi('GET /batches/:id', { params: { id } }),
	nextBatch: () => callApi('GET /batches/next'),
	draftBatch: (body: BatchBody) => callApi('POST /batches', { body }),
	rewriteBatch: (id: string, version: number, body: BatchBody) =>
		callApi('PUT /batches/:id', { params: { id }, body: { version, ...body } }),

	siteState: (background = false) => callApi('GET /publication', { background }),
	rebuild: () => callApi('POST /publication'),

	jobs: (query: Query, background = false) => callApi('GET /outbox', { query, background }),
	retryJob: (id: string) => callApi('POST /outbox/:id/retry', { params: { id } }),

	clearing: (background = false) => callApi('GET /clearing', { background }),
	dashboard: (county?: number, background = false) => callApi('GET /dashboard', { query: { county }, background }),
	audit: (query: Query, background = false) => callApi('GET /audit', { query, background }),
	verifyAudit: () => callApi('POST /audit/verify'),
	compareHead: (seq: number, hash: string) => callApi('POST /audit/compare', { body: { seq, hash } }),
	alerts: (query: Query, background = false) => callApi('GET /alerts', { query, background }),
	seeAlert: (id: string) => callApi('POST /alerts/:id/seen', { params: { id } }),
	accesses: (id: string, query: Query) => callApi('GET /alerts/:id/accesses', { params: { id }, query }),
	roles: (background = false) => callApi('GET /roles', { background }),

	confirmNotice: (id: string) => callApi('POST /notices/:id/read', { params: { id } }),

	accountRequests: (background = false) => callApi('GET /account-requests', { background }),
	askForAccount: (body: Body<'POST /account-requests'>) => callApi('POST /account-requests', { body }),
	decideAccountRequest: (id: string, grant: boolean) =>
		callApi('POST /account-requests/:id/decision', { params: { id }, body: { grant } }),
	collectHalf: (id: string) => callApi('POST /account-requests/:id/half', { params: { id } }),

	accounts: (background = false) => callApi('GET /accounts', { background }),
	createAccount: (body: Body<'POST /accounts'>) => callApi('POST /accounts', { body }),
	resetPassword: (id: string) => callApi('POST /accounts/:id/reset', { params: { id } }),
	setDisabled: (id: string, disabled: boolean) =>
		callApi(`POST /accounts/:id/${disabled ? 'disable' : 'enable'}`, { params: { id } }),
};
