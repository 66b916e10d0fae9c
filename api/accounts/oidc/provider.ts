import * as openid from 'openid-client';
import { halfWidth } from '../../../content/facts/plain-text.ts';
import type { Oidc } from '../../config.ts';

/** What the browser keeps between leaving for the identity provider and coming back. */
export interface Attempt {
	state: string;
	nonce: string;
	verifier: string;
}

/** A user authenticated by the provider. */
export interface VerifiedUser {
	/** Who it is at the provider, for good: issuer and subject. */
	identity: string;
	/** Value of the configured claim, which names an account here; null where the provider does not state it. */
	username: string | null;
	/** The provider states one of the configured authentication contexts: a second factor was used. */
	factorProven: boolean;
	/** The token that says so: the provider knows by it whom to sign out. */
	idToken: string;
}

/** The city's identity system. */
export interface Provider {
	/** Where to send the browser, for a new attempt. Throws where the provider cannot be reached. */
	begin(): Promise<{ url: URL; attempt: Attempt }>;
	/** Exchanges what the browser brought back. Throws where anything of it does not hold. */
	finish(search: string, attempt: Attempt): Promise<VerifiedUser>;
	/** Where to send the browser so that the provider signs out, too; null where it has no such page. Throws like begin. */
	leave(idToken: string): Promise<URL | null>;
}

const timeoutSeconds = 10;

/** Discovers the provider at the first attempt, so that the portal starts and password sign-in works without it. */
export function openProvider(settings: Oidc): Provider {
	let found: openid.Configuration | undefined;
	const discover = async () => {
		found ??= await openid.discovery(settings.issuer, settings.clientId, settings.clientSecret, undefined, {
			timeout: timeoutSeconds,
			// Signatures are checked although the token comes straight from the provider.
			execute: [
				openid.enableNonRepudiationChecks,
				...(settings.issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : []),
			],
		});
		return found;
	};

	return {
		async begin() {
			const provider = await discover();
			const attempt = {
				state: openid.randomState(),
				nonce: openid.randomNonce(),
				verifier: openid.randomPKCECodeVerifier(),
			};
			const url = openid.buildAuthorizationUrl(provider, {
				redirect_uri: settings.redirectUri.href,
				scope: 'openid profile',
				state: attempt.state,
				nonce: attempt.nonce,
				code_challenge: await openid.calculatePKCECodeChallenge(attempt.verifier),
				code_challenge_method: 'S256',
				...(settings.acr.length > 0 && { acr_values: settings.acr.join(' ') }),
			});
			return { url, attempt };
		},
		async finish(search, { state, nonce, verifier }) {
			const provider = await discover();
			const back = new URL(settings.redirectUri);
			back.search = search;
			const tokens = await openid.authorizationCodeGrant(provider, back, {
				expectedState: state,
				expectedNonce: nonce,
				pkceCodeVerifier: verifier,
				idTokenExpected: true,
			});
			const claims = tokens.claims();
			if (!claims || !tokens.id_token) throw new Error('an ID token was asked for');
			return {
				identity: `${claims.iss} ${claims.sub}`,
				username: textOf(claims[settings.claim] ?? (await userInfo(provider, tokens.access_token, claims.sub))),
				factorProven: typeof claims.acr === 'string' && settings.acr.includes(claims.acr),
				idToken: tokens.id_token,
			};
		},
		async leave(idToken) {
			const provider = await discover();
			if (!provider.serverMetadata().end_session_endpoint) return null;
			return openid.buildEndSessionUrl(provider, {
				id_token_hint: idToken,
				post_logout_redirect_uri: settings.afterSignOut.href,
			});
		},
	};

	/** Many providers state names only when asked once more. */
	async function userInfo(provider: openid.Configuration, accessToken: string, subject: string): Promise<unknown> {
		if (!provider.serverMetadata().userinfo_endpoint) return null;
		return (await openid.fetchUserInfo(provider, accessToken, subject))[settings.claim];
	}
}

function textOf(claim: unknown): string | null {
	return typeof claim === 'string' ? halfWidth(claim).toLowerCase() : null;
}
