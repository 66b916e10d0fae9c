import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

const NewSession = z.object({ userId: z.string(), factorProven: z.boolean(), idToken: z.string() });

/** Opens a session for somebody the city's identity system has vouched for. Called by verbs only: no route is mounted. */
export const openSession = {
	id: 'open-session',
	endpoints: {
		openSession: createAuthEndpoint('/open-session', { method: 'POST', body: NewSession }, async (ctx) => {
			const { userId, factorProven, idToken } = ctx.body;
			const { internalAdapter } = ctx.context;
			const user = await internalAdapter.findUserById(userId);
			if (!user) throw new Error('a session is opened for an account that was found');
			const vouched = { viaProvider: true, factorProven, idToken };
			const session = await internalAdapter.createSession(userId, false, vouched, true);
			await setSessionCookie(ctx, { session, user });
			return ctx.json({});
		}),
	},
} satisfies BetterAuthPlugin;
