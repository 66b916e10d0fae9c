import { Hono } from 'hono';
import type { StaffDeps } from '../../deps.ts';
import { jsonBody, query } from '../../http/json-body.ts';
import type { Permit, StaffEnv } from '../../permission/permit.ts';
import { approve } from './approve.ts';
import { discard } from './discard.ts';
import { draft } from './draft.ts';
import type { Kind } from './kind.ts';
import { listPublications, PublicationQuery } from './list.ts';
import { returnToDrafter } from './return.ts';
import { revise } from './revise.ts';
import { showPublication } from './show.ts';
import { ApprovalInput, draftInput, newDraft, ReasonedStep, StepInput } from './step-input.ts';
import { submit } from './submit.ts';
import { withdraw } from './withdraw.ts';

/** The chain of one kind: from draft to what is public, each step by whoever may. */
export function chainRoutes(deps: StaffDeps, permit: Permit, kind: Kind): Hono<StaffEnv> {
	const app = new Hono<StaffEnv>();
	const { path, permissions } = kind;

	app.get(`/${path}`, permit(permissions.read), query(PublicationQuery), async (c) =>
		c.json(await listPublications(deps, c.get('officer'), kind, c.req.valid('query'))),
	);

	app.get(`/${path}/:id`, permit(permissions.read), async (c) =>
		c.json(await showPublication(deps, c.get('officer'), kind, c.req.param('id'))),
	);

	draftRoutes(app, deps, permit, kind);

	app.post(`/${path}/:id/submit`, permit(permissions.draft), jsonBody(StepInput), async (c) => {
		const row = await submit(deps, c.get('officer'), kind, { id: c.req.param('id'), ...c.req.valid('json') });
		return c.json(await showPublication(deps, c.get('officer'), kind, row.id));
	});

	app.post(`/${path}/:id/approve`, permit(permissions.approve), jsonBody(ApprovalInput), async (c) => {
		const row = await approve(deps, c.get('officer'), kind, { id: c.req.param('id'), ...c.req.valid('json') });
		return c.json(await showPublication(deps, c.get('officer'), kind, row.id));
	});

	app.post(`/${path}/:id/return`, permit(permissions.approve), jsonBody(ReasonedStep), async (c) => {
		const row = await returnToDrafter(deps, c.get('officer'), kind, { id: c.req.param('id'), ...c.req.valid('json') });
		return c.json(await showPublication(deps, c.get('officer'), kind, row.id));
	});

	furtherRoutes(app, deps, permit, kind);
	return app;
}

/** Drafts are written for a report where the kind is about reports, else by themselves. */
function draftRoutes(app: Hono<StaffEnv>, deps: StaffDeps, permit: Permit, kind: Kind): void {
	const { id: name, path, permissions } = kind;
	const guard = permit(permissions.draft);

	if (kind.ofReport) {
		app.put(`/reports/:number/${name}`, guard, jsonBody(newDraft(kind)), async (c) => {
			const of = { number: c.req.param('number') };
			const row = await draft(deps, c.get('officer'), kind, { of, ...c.req.valid('json') });
			return c.json(await showPublication(deps, c.get('officer'), kind, row.id));
		});
		return;
	}

	app.post(`/${path}`, guard, jsonBody(kind.input), async (c) => {
		const row = await draft(deps, c.get('officer'), kind, { of: null, version: null, body: c.req.valid('json') });
		return c.json(await showPublication(deps, c.get('officer'), kind, row.id), 201);
	});

	app.put(`/${path}/:id`, guard, jsonBody(draftInput(kind)), async (c) => {
		const of = { id: c.req.param('id') };
		const row = await draft(deps, c.get('officer'), kind, { of, ...c.req.valid('json') });
		return c.json(await showPublication(deps, c.get('officer'), kind, row.id));
	});
}

/** Steps that not every kind allows. */
function furtherRoutes(app: Hono<StaffEnv>, deps: StaffDeps, permit: Permit, kind: Kind): void {
	const { path, permissions, further } = kind;

	if (further.includes('discarded')) {
		app.post(`/${path}/:id/discard`, permit(permissions.draft), jsonBody(StepInput), async (c) => {
			await discard(deps, c.get('officer'), kind, { id: c.req.param('id'), ...c.req.valid('json') });
			return c.body(null, 204);
		});
	}

	if (further.includes('revised')) {
		app.post(`/${path}/:id/revise`, permit(permissions.draft), jsonBody(StepInput), async (c) => {
			const row = await revise(deps, c.get('officer'), kind, { id: c.req.param('id'), ...c.req.valid('json') });
			return c.json(await showPublication(deps, c.get('officer'), kind, row.id), 201);
		});
	}

	if (further.includes('withdrawn')) {
		app.post(`/${path}/:id/withdraw`, permit(permissions.approve), jsonBody(ReasonedStep), async (c) => {
			const row = await withdraw(deps, c.get('officer'), kind, { id: c.req.param('id'), ...c.req.valid('json') });
			return c.json(await showPublication(deps, c.get('officer'), kind, row.id));
		});
	}
}
