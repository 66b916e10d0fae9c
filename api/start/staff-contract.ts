import type { ExtractSchema } from 'hono/types';
import type { JSONParsed } from 'hono/utils/types';
import type { z } from 'zod';
import type { oidcRoutes } from '../accounts/oidc/routes.ts';
import type { accountRequestRoutes } from '../accounts/requests/routes.ts';
import type { accountRoutes } from '../accounts/routes.ts';
import type { auditRoutes } from '../audit/routes.ts';
import type { deliveryRoutes } from '../delivery/routes.ts';
import type { alarmRoutes } from '../handling/alarms/routes.ts';
import type { attachmentRoutes } from '../handling/attachments/routes.ts';
import type { byPassRoutes } from '../handling/by-pass/routes.ts';
import type { identityRoutes } from '../handling/identity/routes.ts';
import type { proposalRoutes } from '../handling/proposals/routes.ts';
import type { handlingRoutes } from '../handling/routes.ts';
import type { taskRoutes } from '../handling/tasks/routes.ts';
import type { entryRoutes, importRoutes } from '../intake/by-staff/routes.ts';
import type { BatchInput, BatchRewrite } from '../publication/batches/draft.ts';
import type { listBatches, showBatch } from '../publication/batches/list-batches.ts';
import type { proposeBatch } from '../publication/batches/propose.ts';
import type { BuildState } from '../publication/build/build-site.ts';
import type { Approval, Decision, Reasoned } from '../publication/results/decision.ts';
import type { DraftInput } from '../publication/results/draft.ts';
import type { listResults, showResult } from '../publication/results/list-results.ts';

/** The contract of the staff API, read off its routes: types only, for the console. */

type Routes = ReturnType<
	| typeof importRoutes
	| typeof entryRoutes
	| typeof accountRoutes
	| typeof accountRequestRoutes
	| typeof oidcRoutes
	| typeof handlingRoutes
	| typeof alarmRoutes
	| typeof proposalRoutes
	| typeof byPassRoutes
	| typeof identityRoutes
	| typeof attachmentRoutes
	| typeof taskRoutes
	| typeof auditRoutes
	| typeof deliveryRoutes
>;

type Declared = ExtractSchema<Routes>;

type CallsOf<Path extends keyof Declared & string> = {
	[Method in keyof Declared[Path] & string]: Method extends `$${infer Name}`
		? { call: `${Uppercase<Name>} ${Path}`; endpoint: Declared[Path][Method] }
		: never;
}[keyof Declared[Path] & string];

type EachCall = { [Path in keyof Declared & string]: CallsOf<Path> }[keyof Declared & string];

type DeclaredCalls = { [Each in EachCall as Each['call']]: Each['endpoint'] };

type Json<Verb extends (...args: never[]) => unknown> = JSONParsed<Awaited<ReturnType<Verb>>>;

/** A route that says its types by its verb and its schema. */
interface Takes<Output, Body extends z.ZodType = never> {
	input: [Body] extends [never] ? object : { json: z.input<Body> };
	output: Output;
	outputFormat: 'json';
}

/** `preview` goes by key of content/schema/result.ts: the console shows each, also one that it does not know. */
type ShownResult = Omit<Json<typeof showResult>, 'preview'> & { preview: Record<string, unknown> };

type Shows<Body extends z.ZodType = never> = Takes<ShownResult, Body>;
type ShowsBatch<Body extends z.ZodType = never> = Takes<Json<typeof showBatch>, Body>;

interface PublicationCalls {
	'PUT /reports/:number/result': Shows<typeof DraftInput>;
	'GET /results': Takes<Json<typeof listResults>>;
	'GET /results/:id': Shows;
	'POST /results/:id/submit': Shows<typeof Decision>;
	'POST /results/:id/approve': Shows<typeof Approval>;
	'POST /results/:id/return': Shows<typeof Reasoned>;
	'POST /results/:id/withdraw': Shows<typeof Reasoned>;
	'GET /publication': Takes<BuildState>;
	'POST /publication': Takes<BuildState>;
	'GET /batches': Takes<Json<typeof listBatches>>;
	'GET /batches/next': Takes<Json<typeof proposeBatch>>;
	'POST /batches': ShowsBatch<typeof BatchInput>;
	'GET /batches/:id': ShowsBatch;
	'PUT /batches/:id': ShowsBatch<typeof BatchRewrite>;
	'POST /batches/:id/discard': { input: { json: z.input<typeof Decision> }; output: null; outputFormat: 'body' };
	'POST /batches/:id/submit': ShowsBatch<typeof Decision>;
	'POST /batches/:id/approve': ShowsBatch<typeof Decision>;
	'POST /batches/:id/return': ShowsBatch<typeof Reasoned>;
}

type Calls = DeclaredCalls & PublicationCalls;

/** A route by its method and path, as it is declared: `GET /reports/:number`. */
export type StaffCall = keyof Calls;

type AnswerOf<Endpoint> = Endpoint extends { outputFormat: 'json'; output: infer Json }
	? Json
	: Endpoint extends { outputFormat: 'body'; output: null }
		? undefined
		: never;

/** What a route answers, as JSON carries it; undefined where nothing comes back. */
export type StaffAnswer<Call extends StaffCall> = AnswerOf<Calls[Call]>;

type BodyOf<Endpoint> = Endpoint extends { input: { json: infer Body } } ? Body : never;

/** What a route takes as its body; never where it takes none. */
export type StaffBody<Call extends StaffCall> = BodyOf<Calls[Call]>;

/** Names of the parts of a path that are filled in. */
export type StaffParam<Call extends string> = Call extends `${string}:${infer Name}/${infer Rest}`
	? Name | StaffParam<`/${Rest}`>
	: Call extends `${string}:${infer Name}`
		? Name
		: never;
