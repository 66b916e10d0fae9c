import { apiBase } from '../calls/api.ts';

/** Where the browser leaves for the city's identity system. */
export const identitySystemUrl = `${apiBase}/session/oidc`;

const sentences: Record<string, string> = {
	unavailable: '统一身份认证暂时连接不上，请稍后再试，或者用账号和密码登录。',
	expired: '登录没有在规定时间内完成，请重新登录。',
	cancelled: '已在统一身份认证处取消登录。',
	'no-account': '您的身份在本平台没有账号，或者账号已停用，请联系账号管理员。',
	'other-person': '这个账号已与另一个身份绑定，请联系账号管理员重置账号。',
	locked: '连续多次输错密码，账号在您所在的网络中暂时锁定，请稍后再试。',
	'no-factor': '统一身份认证没有证明您使用了二次验证，请在那里用二次验证登录，或者用账号、密码和验证码登录。',
};
const unproven = '统一身份认证的答复没有通过核验，请重新登录；仍然不行的，请联系账号管理员。';

/** Why the identity system brought nobody in, by the code it left in the address; empty where it left none. */
export function refusalSentence(): string {
	const code = new URLSearchParams(location.search).get('refused');
	return code === null ? '' : (sentences[code] ?? unproven);
}
