import { lengthOf, plainLines } from '../../../content/facts/plain-text.ts';
import type { Content } from './case.ts';
import type { ReplyForm } from './reply-form.ts';

const textOf = (form: HTMLFormElement, name: string) =>
	plainLines(form.querySelector<HTMLTextAreaElement>(`[name="${name}"]`)?.value ?? '');

const checkedIn = (form: HTMLFormElement, name: string) =>
	Array.from(form.querySelectorAll<HTMLInputElement>(`[name="${name}"]:checked`), ({ value }) => value);

const retaliation: Omit<ReplyForm, 'id'> = {
	what: 'retaliation',
	read: (form) => {
		const text = textOf(form, 'text');
		return lengthOf(text) < 5 ? '请写明发生了什么，至少 5 个字。' : { text };
	},
	done: '已送达市级，没有转县（市、区）。',
};

/** What a reporter can add to a case. */
export const replies: ReplyForm[] = [
	{
		id: 'message-form',
		what: 'messages',
		read: (form) => {
			const text = textOf(form, 'text');
			return text ? { text } : '请写明要补充的内容。';
		},
		done: '补充内容已送达承办单位。',
	},
	{
		id: 'rating-form',
		what: 'rating',
		read: (form) => {
			const [score] = checkedIn(form, 'score');
			const text = textOf(form, 'text');
			if (!score) return '请选择满意程度。';
			const given: Content = { score: Number(score) };
			if (text) given.text = text;
			return given;
		},
		done: '评价已收到。',
	},
	{
		id: 'review-form',
		what: 'review',
		read: (form) => {
			const reason = textOf(form, 'reason');
			return lengthOf(reason) < 5 ? '请写明对结果不认可的理由，至少 5 个字。' : { reason };
		},
		done: '复查申请已收到。',
	},
	{
		id: 'reward-form',
		what: 'reward',
		read: (form) => {
			const contact = textOf(form, 'contact');
			return lengthOf(contact) < 5 ? '请写明怎样与您联系，至少 5 个字。' : { contact };
		},
		done: '奖励申请已收到。',
	},
	{
		id: 'consent-form',
		what: 'consent',
		anew: true,
		read: (form) => {
			const [answer] = checkedIn(form, 'answer');
			if (!answer) return '请选择同意或者不同意。';
			return { answer, files: answer === 'yes' ? checkedIn(form, 'files') : [] };
		},
		done: '答复已收到。',
	},
	{
		id: 'consent-back-form',
		what: 'consent',
		read: () => ({ answer: 'no' }),
		done: '同意已撤回，继续由市级直接办理。',
	},
	{ id: 'retaliation-form', ...retaliation },
	{ id: 'renewed-form', ...retaliation, notice: 'renewed-notice' },
];
