import type { ExtractSchema } from 'hono/types';
import type { JSONParsed } from 'hono/utils/types';
import type { z } from 'zod';
import type { PublicationKindId, publicationKinds } from '../../content/facts/publication-kinds.ts';
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
import type { BatchBody } from '../publication/batches/batch-body.ts';
import type { batchKind } from '../publication/batches/batch-kind.ts';
import type { proposeBatch } from '../publication/batches/propose.ts';
import type { BuildState } from '../publication/build/build-site.ts';
import type { listPublications } from '../publication/chain/list.ts';
import type { showPublication } from '../publication/chain/show.ts';
import type { ApprovalInput, ReasonedStep, StepInput } from '../publication/chain/step-input.ts';
import type { DraftInput } from '../publication/results/draft-body.ts';
import type { resultKind } from '../publication/results/result-kind.ts';

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

interface Kinds {
	result: typeof resultKind;
	batch: typeof batchKind;
}

/** What the page of one kind shows beside what all show. */
type OwnOf<Id extends PublicationKindId> = Kinds[Id] extends { show(...args: never[]): Promise<infer Own> }
	? JSONParsed<Own>
	: object;

type OwnKey = { [Id in PublicationKindId]: keyof OwnOf<Id> }[PublicationKindId];

/** `preview` goes by key of the record's schema: the console shows each, also one that it does not know. */
type Shown<Id extends PublicationKindId> = Omit<Json<typeof showPublication>, 'body' | 'preview'> & {
	body: z.output<Kinds[Id]['body']>;
	preview: Record<string, unknown>;
} & OwnOf<Id> & { [Key in Exclude<OwnKey, keyof OwnOf<Id>>]?: undefined };

type PathOf<Id extends PublicationKindId> = (typeof publicationKinds)[Id]['path'];

interface Sent<Output, Body> {
	input: { json: Body };
	output: Output;
	outputFormat: 'json';
}

/** Any step: which of them are open, and what each needs, the page says. */
interface Step<Answer> {
	input: { json: z.input<typeof StepInput> & Partial<z.input<typeof ApprovalInput> & z.input<typeof ReasonedStep>> };
	output: Answer;
	outputFormat: 'json';
}

type StepName = 'submit' | 'approve' | 'return' | 'revise' | 'withdraw';

type ChainCalls = {
	[Id in PublicationKindId as `GET /${PathOf<Id>}`]: Takes<Json<typeof listPublications>>;
} & {
	[Id in PublicationKindId as `GET /${PathOf<Id>}/:id`]: Takes<Shown<Id>>;
} & {
	[Id in PublicationKindId as `POST /${PathOf<Id>}/:id/${StepName}`]: Step<Shown<Id>>;
} & {
	[Id in PublicationKindId as `POST /${PathOf<Id>}/:id/discard`]: Omit<Step<null>, 'outputFormat'> & {
		outputFormat: 'body';
	};
};

interface PublicationCalls extends ChainCalls {
	'PUT /reports/:number/result': Sent<Shown<'result'>, z.input<typeof DraftInput> & { version: number | null }>;
	'GET /batches/next': Takes<Json<typeof proposeBatch>>;
	'POST /batches': Takes<Shown<'batch'>, typeof BatchBody>;
	'PUT /batches/:id': Sent<Shown<'batch'>, z.input<typeof BatchBody> & { version: number }>;
	'GET /publication': Takes<BuildState>;
	'POST /publication': Takes<BuildState>;
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
