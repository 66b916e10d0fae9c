import {
	AuthorizationResponseError,
	ClientError,
	ResponseBodyError,
	WWWAuthenticateChallengeError,
} from 'openid-client';

/** Why somebody was not let in: the console knows a sentence for each, the log gets the words here. */
export const oidcRefusals = {
	unavailable: '统一身份认证连接不上',
	expired: '登录没有在规定时间内完成',
	cancelled: '在统一身份认证处取消',
	unproven: '统一身份认证的答复没有通过核验',
	'no-account': '没有对应的账号，或者账号已停用',
	'other-person': '身份与账号首次登录时不同',
	locked: '账号暂时锁定',
	'no-factor': '没有二次验证的证明',
} as const;

export type OidcRefusal = keyof typeof oidcRefusals;

/** What an error of the provider means; everything unforeseen counts as unproven. */
export function refusalOf(error: unknown): OidcRefusal {
	if (error instanceof AuthorizationResponseError) return error.error === 'access_denied' ? 'cancelled' : 'unproven';
	if (error instanceof ResponseBodyError || error instanceof WWWAuthenticateChallengeError) return 'unproven';
	// No answer at all, none in time, or none that a provider in working order would give.
	const code = error instanceof ClientError ? error.code : undefined;
	const down = ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR'];
	if (code !== undefined) return down.includes(code) ? 'unavailable' : 'unproven';
	return error instanceof TypeError ? 'unavailable' : 'unproven';
}
