import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { keysOf } from '../../content/facts/keys-of.ts';
import { outcomeNames } from '../../content/facts/names.ts';
import { markNewsRead } from '../delivery/unread-news.ts';
import type { StaffDeps } from '../deps.ts';
import { jsonBody, query } from '../http/json-body.ts';
import { savedAs } from '../http/saved-as.ts';
import { moveFields, reference } from '../http/text.ts';
import type { Permit, StaffEnv } from '../permission/permit.ts';
import { isWithinReach } from '../report/find-report.ts';
import { statusNames } from '../report/statuses.ts';
import { PlaceInput, putPlace } from './case/put-place.ts';
import { show } from './case/show.ts';
import { clearing } from './inbox/clearing.ts';
import { DashboardQuery, dashboard } from './inbox/dashboard.ts';
import { ListQuery, list } from './inbox/list.ts';
import { viewNames } from './inbox/views.ts';
import { Message, message } from './messages/message.ts';
import { Note, note } from './messages/note.ts';
import { raiseCap } from './messages/raise-cap.ts';
import { OlderQuery, showOlder } from './messages/show-messages.ts';
import { move } from './moves/move.ts';
import { ManyMoves, moveMany } from './moves/move-many.ts';
import { ClaimDecision, decideClaim } from './reward/decide-claim.ts';
import { BulletinQuery, bulletin } from './sheets/bulletin.ts';
import { LedgerQuery, ledger } from './sheets/ledger.ts';
import { officePage } from './sheets/office-page.ts';
import type { OfficeTable } from './sheets/office-table.ts';

const MoveBody = z.strictObject({
	move: reference(40, '请选择办理方式'),
	version: z.int('请刷新页面后再办理'),
	fields: moveFields,
});

const named = <Id extends string>(names: Readonly<Record<Id, string>>) =>
	keysOf(names).map((id) => ({ id, name: names[id] }));

/** The inbox, a report and what may be done with it. */
export function handlingRoutes(deps: StaffDeps, permit: Permit) {
	const { content } = deps;

	/** News is read where somebody looks; the console also refreshes by itself. */
	async function recordRead(c: Context<StaffEnv>): Promise<void> {
		if (c.req.header('x-background') === undefined) await markNewsRead(deps, c.get('officer'));
	}

	return new Hono<StaffEnv>()
		.get('/reference', permit('session.own'), (c) =>
			c.json({
				categories: content.categories.map(({ id, name, group }) => ({ id, name, group })),
				counties: content.units.counties.map(({ adcode, name }) => ({ adcode, name })),
				city: { adcode: content.units.city.adcode, name: content.units.city.name },
				towns: content.areas.towns,
				units: content.units.units.map(({ id, adcode, name }) => ({ id, adcode, name })),
				declineReasons: content.reasons.decline,
				templates: content.templates,
				statuses: named(statusNames),
				outcomes: named(outcomeNames),
				views: named(viewNames),
				identityRules: content.identity,
				deadlines: content.deadlines.map(({ id, name, days, count }) => ({ id, name, days, count })),
				approvals: { cityConfirms: content.approvals.cityConfirms, consent: content.approvals.consent },
			}),
		)
		.get('/reports', permit('reports.list'), query(ListQuery), async (c) => {
			const listed = await list(deps, c.get('officer'), c.req.valid('query'));
			await recordRead(c);
			return c.json(listed);
		})
		.get('/reports/:number', permit('reports.list'), async (c) => {
			const shown = await show(deps, c.get('officer'), c.req.param('number'));
			await recordRead(c);
			return c.json(shown);
		})
		.post('/reports/:number/moves', permit('reports.list'), jsonBody(MoveBody), async (c) => {
			const number = c.req.param('number');
			const moved = await move(deps, c.get('officer'), number, c.req.valid('json'));
			// Another unit has it now: there is nothing left to show.
			if (!isWithinReach(c.get('officer'), moved)) return c.body(null, 204);
			return c.json(await show(deps, c.get('officer'), number));
		})
		.post('/reports/moves', permit('reports.list'), jsonBody(ManyMoves), async (c) =>
			c.json(await moveMany(deps, c.get('officer'), c.req.valid('json'))),
		)
		.put('/reports/:number/place', permit('reports.move'), jsonBody(PlaceInput), async (c) => {
			await putPlace(deps, c.get('officer'), c.req.param('number'), c.req.valid('json'));
			return c.json(await show(deps, c.get('officer'), c.req.param('number')));
		})
		.post('/reports/:number/notes', permit('reports.move'), jsonBody(Note), async (c) => {
			await note(deps, c.get('officer'), c.req.param('number'), c.req.valid('json').text);
			return c.json({}, 201);
		})
		.post('/reports/:number/messages', permit('reports.message'), jsonBody(Message), async (c) => {
			const draft = c.req.header('upload-draft');
			await message(deps, c.get('officer'), c.req.param('number'), { ...c.req.valid('json'), draft });
			return c.json({}, 201);
		})
		.get('/reports/:number/messages', permit('reports.list'), query(OlderQuery), async (c) =>
			c.json(await showOlder(deps, c.get('officer'), c.req.param('number'), c.req.valid('query').before)),
		)
		.post('/reports/:number/message-quota', permit('reports.message'), async (c) => {
			await raiseCap(deps, c.get('officer'), c.req.param('number'));
			return c.json({}, 201);
		})
		.post('/reports/:number/reward', permit('rewards.decide'), jsonBody(ClaimDecision), async (c) => {
			await decideClaim(deps, c.get('officer'), c.req.param('number'), c.req.valid('json'));
			return c.json({}, 201);
		})
		.get('/dashboard', permit('dashboard.read'), query(DashboardQuery), async (c) =>
			c.json(await dashboard(deps, c.get('officer'), c.req.valid('query'))),
		)
		.get('/clearing', permit('dashboard.read'), async (c) => c.json(await clearing(deps, c.get('officer'))))
		.get('/ledger.xlsx', permit('reports.list'), query(LedgerQuery), async (c) =>
			asSheet(await ledger(deps, c.get('officer'), c.req.valid('query'))),
		)
		.get('/ledger.html', permit('reports.list'), query(LedgerQuery), async (c) =>
			asPage(await ledger(deps, c.get('officer'), c.req.valid('query'))),
		)
		.get('/bulletin.xlsx', permit('dashboard.read'), query(BulletinQuery), async (c) =>
			asSheet(await bulletin(deps, c.get('officer'), c.req.valid('query'))),
		)
		.get('/bulletin.html', permit('dashboard.read'), query(BulletinQuery), async (c) =>
			asPage(await bulletin(deps, c.get('officer'), c.req.valid('query'))),
		);
}

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function asSheet(table: OfficeTable): Promise<Response> {
	// Loaded when first needed: the portal starts sooner without the library behind it.
	const { officeSheet } = await import('./sheets/office-sheet.ts');
	return download(new Uint8Array(await officeSheet(table)), `${table.title}.xlsx`, sheetType);
}

function asPage(table: OfficeTable): Response {
	return download(officePage(table), `${table.title}.html`, 'text/html; charset=utf-8');
}

/** Saved as a file, never shown under this address. */
function download(body: string | Uint8Array<ArrayBuffer>, name: string, type: string): Response {
	return new Response(body, { headers: { 'content-type': type, ...savedAs(name) } });
}
