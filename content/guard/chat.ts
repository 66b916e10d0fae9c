import type { Finding } from './finding.ts';
import type { Folded } from './fold.ts';
import { matches } from './matches.ts';

const chat =
	/(?:加(?:v|微|薇)|微信|薇信|威信|扣扣|企鹅|抖音|快手|钉钉|(?<![a-z0-9])(?:v信|wechat|weixin|wx|vx|qq))[^a-z0-9\u4e00-\u9fff\n]{0,3}(?:号码?|账号|帐号|id|群)?[^a-z0-9\u4e00-\u9fff\n]{0,4}(?:[为是系])?[^a-z0-9\u4e00-\u9fff\n]{0,4}(?:[a-z][a-z0-9_-]{4,19}|\d{5,12})(?![a-z0-9_-]|[元万余多人条次名个])/g;

/** Ids of WeChat, QQ and their like after their name. Public accounts (公众号) are offices'. `tight` has no spaces. */
export function findChatIds(tight: Folded): Finding[] {
	return matches(tight, chat).map(({ from, to }) => ({ kind: 'chat', grade: 'certain', from, to }));
}
