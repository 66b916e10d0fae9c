import type { PondCheckId } from '../../content/checks/pond-checks.ts';

/** What each check asks, for the heading of its list and the rules shown with it. */
export const checkNames: Record<PondCheckId, { name: string; rule: string }> = {
	'not-connected': { name: '在用未联网', rule: '在用，而在线监测未建或者未联网。' },
	'large-not-connected': { name: '三等及以上未联网', rule: '等别为三等及以上，而在线监测未联网。' },
	'idle-too-long': { name: '停用超过3年', rule: '停用超过3年，未进入闭库治理。' },
	'no-operator': { name: '无生产经营主体', rule: '公布为无生产经营主体，尚未闭库。' },
	'beyond-design': { name: '超过设计', rule: '现状坝高或者库容超过设计值。' },
	'permit-expired': { name: '许可证到期', rule: '在用，而公布的安全生产许可证有效期已过。' },
	'persons-missing': { name: '包保责任人缺失或过期', rule: '三名包保责任人不全，或者公布已超过1年。' },
	'grade-differs': { name: '等别不一致', rule: '登记等别与按现状坝高、库容推算的等别不同。' },
	'data-old': { name: '数据超过1年', rule: '数据日期距今超过1年。' },
	'no-plan': { name: '无一库一策信息', rule: '没有公布“一库一策”编制日期。' },
};
