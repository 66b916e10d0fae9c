import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { freePort } from '../../../e2e/server.ts';
import { clientId, type IdentitySystem, listen } from './identity-system.ts';

/** What a made-up provider answers with; everything left out is right. */
export interface Lie {
	/** Changes to the claims of the ID token. */
	claims?: JWTPayload;
	/** Signs with a key that the provider does not publish. */
	forged?: boolean;
	/** The issuer that the provider says it is. */
	issuer?: string;
}

export interface FalseProvider extends IdentitySystem {
	lie: Lie;
	/** Brings the browser back as somebody who has signed in there, for an address of the portal's making. */
	comeBack(authorization: URL, username: string): string;
}

/** A provider that can be told to lie. */
export async function openFalseProvider(): Promise<FalseProvider> {
	const port = await freePort();
	const issuer = `http://127.0.0.1:${port}`;
	const [known, unknown] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
	const jwk = { ...(await exportJWK(known.publicKey)), kid: 'known', alg: 'RS256', use: 'sig' };
	const codes = new Map<string, JWTPayload>();
	const self: FalseProvider = {
		issuer,
		lie: {},
		comeBack(authorization, username) {
			const asked = authorization.searchParams;
			const code = crypto.randomUUID();
			codes.set(code, { nonce: asked.get('nonce') ?? '', preferred_username: username, sub: `id-of-${username}` });
			return `?${new URLSearchParams({ code, state: asked.get('state') ?? '', iss: issuer })}`;
		},
		stop: async () => {},
	};

	async function idToken(code: string): Promise<string> {
		const now = Math.floor(Date.now() / 1000);
		const claims = { iss: issuer, aud: clientId, iat: now, exp: now + 300, ...codes.get(code), ...self.lie.claims };
		const key = self.lie.forged ? unknown.privateKey : known.privateKey;
		return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'known' }).sign(key);
	}

	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const form = new URLSearchParams(Buffer.concat(chunks).toString());
		const answers: Record<string, () => unknown> = {
			'/.well-known/openid-configuration': () => ({
				issuer: self.lie.issuer ?? issuer,
				authorization_endpoint: `${issuer}/authorize`,
				token_endpoint: `${issuer}/token`,
				jwks_uri: `${issuer}/keys`,
				response_types_supported: ['code'],
				subject_types_supported: ['public'],
				id_token_signing_alg_values_supported: ['RS256'],
			}),
			'/keys': () => ({ keys: [jwk] }),
			'/token': async () => ({
				access_token: 'an-access-token',
				token_type: 'Bearer',
				id_token: await idToken(form.get('code') ?? ''),
			}),
		};
		const answer = answers[request.url ?? ''];
		response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
		response.end(JSON.stringify((await answer?.()) ?? {}));
	});
	self.stop = await listen(server, port);
	return self;
}
