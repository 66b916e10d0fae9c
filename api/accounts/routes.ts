import { asc, eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { session, user } from '../../db/schema/accounts.ts';
import { areaName } from '../area-name.ts';
import { writeAudit } from '../audit/write.ts';
import type { StaffDeps } from '../deps.ts';
import { jsonBody } from '../json-body.ts';
import type { Auth } from './auth.ts';
import { changePassword, PasswordChange, resetPassword } from './change-password.ts';
import { createAccount, NewAccount } from './create-account.ts';
import { setDisabled } from './disable.ts';
import type { Officer } from './officer.ts';
import { oneTimePassword } from './one-time-password.ts';
import type { Permit, StaffEnv } from './permit.ts';
import { isRole, permissions, roles } from './roles.ts';
import { Credentials, signIn } from './sign-in.ts';

/** Signing in and out, one's own password and sessions, and the administrator's accounts. */
export function accountRoutes(deps: StaffDeps, auth: Auth, permit: Permit): Hono<StaffEnv> {
	const app = new Hono<StaffEnv>();

	app.post('/session', jsonBody(Credentials), async (c) => {
		const cookies = await signIn(deps, auth, c.req.valid('json'));
		for (const line of cookies) c.header('set-cookie', line, { append: true });
		const [found] = await deps.db.read
			.select()
			.from(user)
			.where(eq(user.username, c.req.valid('json').username));
		return c.json(found && me(deps, found));
	});

	app.get('/session', permit('session.own'), (c) => c.json(me(deps, c.get('officer'))));

	app.delete('/session', permit('session.own'), async (c) => {
		const officer = c.get('officer');
		await deps.db.write(async (tx) => {
			await tx.delete(session).where(eq(session.id, officer.sessionId));
			await writeAudit(tx, deps, { actor: officer, action: 'account.signed-out', subject: officer.username });
		});
		return c.body(null, 204);
	});

	app.post('/password', permit('session.own'), jsonBody(PasswordChange), async (c) => {
		await changePassword(deps, auth, c.get('officer'), c.req.valid('json'));
		return c.body(null, 204);
	});

	app.get('/accounts', permit('accounts.manage'), async (c) => {
		const found = await deps.db.read.select().from(user).orderBy(asc(user.username));
		return c.json({ total: found.length, items: found.map((each) => row(deps, each)) });
	});

	app.post('/accounts', permit('accounts.manage'), jsonBody(NewAccount), async (c) => {
		const password = oneTimePassword(deps);
		const id = await createAccount(deps, auth, c.get('officer'), { ...c.req.valid('json'), password, demo: false });
		const [made] = await deps.db.read.select().from(user).where(eq(user.id, id));
		return c.json({ ...(made && row(deps, made)), password }, 201);
	});

	app.post('/accounts/:id/reset', permit('accounts.manage'), async (c) => {
		const password = oneTimePassword(deps);
		await resetPassword(deps, auth, c.get('officer'), c.req.param('id'), password);
		return c.json({ password });
	});

	app.post('/accounts/:id/disable', permit('accounts.manage'), async (c) => {
		await setDisabled(deps, c.get('officer'), c.req.param('id'), true);
		return c.body(null, 204);
	});

	app.post('/accounts/:id/enable', permit('accounts.manage'), async (c) => {
		await setDisabled(deps, c.get('officer'), c.req.param('id'), false);
		return c.body(null, 204);
	});

	app.get('/roles', permit('roles.read'), (c) =>
		c.json({
			roles: Object.entries(roles).map(([id, { name }]) => ({ id, name })),
			permissions: Object.entries(permissions).map(([id, name]) => ({
				id,
				name,
				roles: Object.entries(roles).flatMap(([role, { may }]) =>
					(may as readonly string[]).includes(id) ? [role] : [],
				),
			})),
		}),
	);

	return app;
}

/** The signed-in officer as the console needs them. */
function me(
	{ content }: StaffDeps,
	officer: Pick<Officer, 'id' | 'name' | 'adcode' | 'demo'> & { username: string | null; role: string },
) {
	const role = isRole(officer.role) ? roles[officer.role] : undefined;
	return {
		id: officer.id,
		username: officer.username,
		name: officer.name,
		role: officer.role,
		roleName: role?.name ?? '',
		adcode: officer.adcode,
		county: areaName(content, officer.adcode),
		permissions: role?.may ?? [],
		demo: officer.demo,
	};
}

function row({ content }: StaffDeps, account: typeof user.$inferSelect) {
	return {
		id: account.id,
		username: account.username,
		name: account.name,
		role: account.role,
		roleName: isRole(account.role) ? roles[account.role].name : account.role,
		adcode: account.adcode,
		county: areaName(content, account.adcode),
		disabled: account.disabled,
	};
}
