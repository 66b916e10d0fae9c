import { lengthOf, plainLines } from '../../../content/plain-text.ts';
import type { ReplyForm } from './reply-form.ts';

const textOf = (form: HTMLFormElement, name: string) =>
	plainLines(form.querySelector<HTMLTextAreaElement>(`[name="${name}"]`)?.value ?? '');

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
			const score = form.querySelector<HTMLInputElement>('[name="score"]:checked')?.value;
			const text = textOf(form, 'text');
			if (!score) return '请选择满意程度。';
			const given: Record<string, string | number> = { score: Number(score) };
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
];
