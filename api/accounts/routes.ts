import { type Context, Hono } from 'hono';
import type { StaffDeps } from '../deps.ts';
import { PortalError } from '../http/errors.ts';
import { jsonBody, noQuery } from '../http/json-body.ts';
import { networkOf } from '../http/network.ts';
import type { Permit, StaffEnv } from '../permission/permit.ts';
import { roleTable } from '../permission/roles.ts';
import type { Auth } from './auth.ts';
import { changePassword, PasswordChange } from './change-password.ts';
import { createByOneAdministrator, NewAccount } from './create-account.ts';
import { setDisabled } from './disable.ts';
import { listAccounts, me, showAccount } from './list-accounts.ts';
import { confirmNotice } from './notices.ts';
import { resetByOneAdministrator } from './reset-account.ts';
import { Columns, saveColumns } from './save-columns.ts';
import {
	beginSecondFactor,
	confirmSecondFactor,
	enterCode,
	SecondFactorCode,
	SecondFactorSetup,
} from './sign-in/second-factor.ts';
import { endSession, listSessions } from './sign-in/sessions.ts';
import { Credentials, type SignInPlace, signIn } from './sign-in/sign-in.ts';
import { captchaDifficulty } from './sign-in/sign-in-throttle.ts';
import { signOut } from './sign-in/sign-out.ts';

/** Signing in and out, one's own password, and the accounts that one administrator manages alone. */
export function accountRoutes(deps: StaffDeps, auth: Auth, permit: Permit) {
	const placeOf = (c: Context): SignInPlace => ({
		network: networkOf(c, deps.proxyHeader),
		cookie: c.req.header('cookie') ?? '',
	});

	return new Hono<StaffEnv>()
		.get('/captcha', noQuery, async (c) => {
			const times = await captchaDifficulty(deps, networkOf(c, deps.proxyHeader));
			return c.json(await deps.captcha.offer(times));
		})
		.post('/session', noQuery, jsonBody(Credentials), async (c) => {
			const credentials = c.req.valid('json');
			const { cookies, secondFactor } = await signIn(deps, auth, credentials, placeOf(c));
			for (const line of cookies) c.header('set-cookie', line, { append: true });
			if (!secondFactor) return c.json(await me(deps, credentials));
			const asked = new PortalError('second_factor_required', '请输入手机验证器上的 6 位验证码，或者一个备用码。');
			return c.body(JSON.stringify(asked.toProblem()), 401, {
				'content-type': 'application/problem+json; charset=utf-8',
			});
		})
		.post('/session/second-factor', noQuery, jsonBody(SecondFactorCode), async (c) => {
			const { cookies, username } = await enterCode(deps, auth, placeOf(c), c.req.valid('json').code);
			for (const line of cookies) c.header('set-cookie', line, { append: true });
			return c.json(await me(deps, { username }));
		})
		.post('/second-factor', permit('session.own'), jsonBody(SecondFactorSetup), async (c) =>
			c.json(await beginSecondFactor(deps, auth, c.get('officer'), { ...placeOf(c), ...c.req.valid('json') })),
		)
		.post('/second-factor/confirm', permit('session.own'), jsonBody(SecondFactorCode), async (c) => {
			const cookie = c.req.header('cookie') ?? '';
			const { code } = c.req.valid('json');
			const cookies = await confirmSecondFactor(deps, auth, c.get('officer'), { cookie, code });
			for (const line of cookies) c.header('set-cookie', line, { append: true });
			return c.body(null, 204);
		})
		.get('/session', permit('session.own'), async (c) => c.json(await me(deps, c.get('officer'))))
		.delete('/session', permit('session.own'), async (c) => {
			const onward = await signOut(deps, c.get('officer'));
			return onward ? c.json({ onward: onward.href }) : c.body(null, 204);
		})
		.get('/sessions', permit('session.own'), async (c) => c.json(await listSessions(deps, c.get('officer'))))
		.delete('/sessions/:id', permit('session.own'), async (c) => {
			await endSession(deps, c.get('officer'), c.req.param('id'));
			return c.body(null, 204);
		})
		.put('/columns', permit('session.own'), jsonBody(Columns), async (c) => {
			await saveColumns(deps, c.get('officer'), c.req.valid('json'));
			return c.body(null, 204);
		})
		.post('/password', permit('session.own'), jsonBody(PasswordChange), async (c) => {
			await changePassword(deps, auth, c.get('officer'), c.req.valid('json'));
			return c.body(null, 204);
		})
		.post('/notices/:id/read', permit('session.own'), async (c) => {
			await confirmNotice(deps, c.get('officer'), c.req.param('id'));
			return c.body(null, 204);
		})
		.get('/accounts', permit('accounts.manage'), async (c) => c.json(await listAccounts(deps)))
		.post('/accounts', permit('accounts.manage'), jsonBody(NewAccount), async (c) => {
			const { id, password } = await createByOneAdministrator(deps, auth, c.get('officer'), c.req.valid('json'));
			return c.json({ ...(await showAccount(deps, id)), password }, 201);
		})
		.post('/accounts/:id/reset', permit('accounts.manage'), async (c) =>
			c.json({ password: await resetByOneAdministrator(deps, auth, c.get('officer'), c.req.param('id')) }),
		)
		.post('/accounts/:id/disable', permit('accounts.manage'), async (c) => {
			await setDisabled(deps, c.get('officer'), c.req.param('id'), true);
			return c.body(null, 204);
		})
		.post('/accounts/:id/enable', permit('accounts.manage'), async (c) => {
			await setDisabled(deps, c.get('officer'), c.req.param('id'), false);
			return c.body(null, 204);
		})
		.get('/roles', permit('roles.read'), (c) => c.json(roleTable()));
}
