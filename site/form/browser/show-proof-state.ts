import type { ProofState } from '../../browser/captcha/prove.ts';
import { byId } from '../../browser/element.ts';

const sentences: Record<ProofState, string> = {
	working: '正在后台完成安全验证，不需要您操作。',
	asking: '请完成下面的验证。',
	done: '安全验证已完成。',
	failed: '安全验证暂时没有完成，提交时会自动再试。',
};

const withoutHttps = '这个页面没有通过 https 打开，不能完成安全验证。请改用 https 开头的网址，或者拨打下面的电话。';

/** Shows the state of the captcha; read out by screen readers. */
export function showProofState(state: ProofState): void {
	byId('proof-status').textContent = state === 'failed' && !isSecureContext ? withoutHttps : sentences[state];
	// Offers help where somebody may be unable to pass it.
	byId('captcha-help').hidden = state !== 'asking' && state !== 'failed';
}
