import { inGroups } from '../../../content/facts/digits.ts';
import { dayInWords, momentInWords } from '../../../content/facts/time.ts';
import { showAlarm } from '../../browser/alarm-lines.ts';
import { areaLabel, avoidedLabel } from '../../browser/avoided-label.ts';
import { byId, element, fill } from '../../browser/element.ts';
import type { Case } from './case.ts';
import type { ReceiptCode } from './receipt-code.ts';
import { showConsent } from './show-consent.ts';
import { showMessages } from './show-messages.ts';

/** Shows a case: where it stands, what comes next, its dated story, and what the reporter may do. */
export function showCase(found: Case, code: ReceiptCode): void {
	byId('case-status').textContent = found.statusName;
	const avoided = avoidedLabel(found.avoided, Number(byId('case').dataset.counties));
	byId('case-avoided').hidden = avoided === '';
	byId('case-avoided').textContent = avoided && `${avoided}。`;
	showAlarm('case', found.alarm);
	byId('case-overdue').hidden = !found.overdue;
	byId('case-next').textContent = found.next.text;
	byId('case-by').textContent = found.next.by ? `期限：${dayInWords(found.next.by)}` : '';
	showConsent(found.consentAsked);
	fill(byId('case-facts'), ...facts(found));
	fill(byId('case-timeline'), ...found.timeline.map(entry));
	const left = found.moreTalk > 0 ? `另有 ${found.moreTalk} 条较早的补充和留言没有列出，见下面的往来留言。` : '';
	byId('case-omitted-events').textContent = left;
	showMessages(found, code);
	byId('message-form').hidden = !found.canMessage;
	byId('rating').hidden = !found.canRate && !found.rating;
	byId('rating').classList.toggle('no-print', !found.rating);
	byId('rating-form').hidden = !found.canRate;
	byId('rating-given').textContent = found.rating ? ratingInWords(found.rating) : '';
	showReward(found.reward);
	byId('review').hidden = !found.canReview;
	byId('case-printed').textContent = `查询时间：${momentInWords(new Date().toISOString())}`;
}

function facts(found: Case): HTMLElement[] {
	const rows: Array<[string, string]> = [
		['受理编号', inGroups(found.number)],
		['举报的问题', found.category],
		['处理地区', areaLabel(found.county, found.avoided)],
		['承办单位', found.unit],
		['最迟受理', dayInWords(found.acceptBy)],
		['最迟答复', dayInWords(found.replyBy)],
	];
	return rows.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)));
}

function entry({ at, statusName, unit, text }: Case['timeline'][number]): HTMLElement {
	return element(
		'li',
		{},
		element('time', { datetime: at }, momentInWords(at)),
		element('p', { class: 'timeline-status' }, statusName),
		element('p', { class: 'timeline-unit' }, unit),
		element('p', { class: 'timeline-text' }, text),
	);
}

const claims = {
	open: '',
	claimed: '您已申请，请等候答复。',
	granted: '申请已同意，领取办法见上方办理经过。',
	refused: '申请未获同意，理由见上方办理经过。',
};

function showReward(reward: Case['reward']): void {
	byId('reward').hidden = !reward;
	byId('reward-form').hidden = reward?.state !== 'open';
	if (!reward) return;
	byId('reward-text').textContent = reward.text;
	byId('reward-basis').textContent = `依据：${reward.basis}。申请截止：${dayInWords(reward.until)}。`;
	byId('reward-state').textContent = claims[reward.state];
}

const scores = ['', '很不满意', '不满意', '一般', '满意', '很满意'];

function ratingInWords({ score, text }: { score: number; text: string | null }): string {
	return `您的评价：${scores[score] ?? score}${text ? `。${text}` : ''}`;
}
