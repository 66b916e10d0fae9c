import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { freePort } from '../../../e2e/server.ts';
import { memoryStore } from './memory-store.ts';

export const clientId = 'mine-portal';
export const clientSecret = 'a-secret-of-the-identity-system';

export interface IdentitySystem {
	issuer: string;
	stop(): Promise<void>;
}

const pageOf = (form: string) => `<!doctype html><html lang="zh-CN"><title>统一身份认证</title>${form}</html>`;
const signInForm = '<form method="post"><input name="login"><input name="password"><button>登录</button></form>';

/** A real OpenID provider on loopback for a portal. Whoever signs in there is called as they typed it. */
export async function openIdentitySystem(siteUrl: string): Promise<IdentitySystem> {
	const port = await freePort();
	const issuer = `http://127.0.0.1:${port}`;
	const { privateKey } = await generateKeyPair('RS256', { extractable: true });
	const client = {
		client_id: clientId,
		client_secret: clientSecret,
		redirect_uris: [new URL('api/staff/session/oidc/callback', siteUrl).href],
		post_logout_redirect_uris: [new URL('console/', siteUrl).href],
	};
	const provider = new Provider(issuer, {
		adapter: memoryStore(),
		jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' }] },
		clients: [client],
		pkce: { required: () => true },
		claims: { openid: ['sub'], profile: ['preferred_username'] },
		findAccount: (_context, id) => ({
			accountId: id,
			claims: async () => ({ sub: id, preferred_username: id }),
		}),
		// Everybody has agreed to this one client before.
		loadExistingGrant: async ({ oidc }) => {
			const grant = new provider.Grant({ accountId: oidc.session?.accountId ?? '', clientId });
			grant.addOIDCScope('openid profile');
			await grant.save();
			return grant;
		},
		interactions: { url: (_context, { uid }) => `/sign-in/${uid}` },
		features: {
			devInteractions: { enabled: false },
			rpInitiatedLogout: {
				logoutSource: (context, form) => {
					context.body = pageOf(`${form}<button form="op.logoutForm" name="logout" value="yes">退出</button>`);
				},
			},
		},
		cookies: { keys: ['only-for-tests'] },
		ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
	});
	const answer = provider.callback();
	const server = createServer((request, response) => {
		if (request.url?.startsWith('/sign-in/')) return signInPage(provider, request, response);
		return answer(request, response);
	});
	return { issuer, stop: await listen(server, port) };
}

/** The provider's own page for signing in; any password will do. */
async function signInPage(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
	if (request.method !== 'POST') {
		response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(signInForm));
		return;
	}
	let text = '';
	for await (const chunk of request) text += chunk;
	const accountId = new URLSearchParams(text).get('login') ?? '';
	await provider.interactionFinished(request, response, { login: { accountId } });
}

export async function listen(server: Server, port: number): Promise<() => Promise<void>> {
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
}
