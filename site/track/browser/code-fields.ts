import { digitsOf } from '../../../content/facts/digits.ts';
import { clearOfStrip } from '../../browser/bring-to-top.ts';
import { byId } from '../../browser/element.ts';
import { checkCode, type ReceiptCode } from './receipt-code.ts';

/** What is wrong with number and secret; no sentence where nothing is. */
export type CodeErrors = { number?: string; secret?: string };

/** Number and secret as typed; `prefix` comes before the ids of the two fields. */
export function typedCode(prefix: string): ReceiptCode {
	return { number: codeField(prefix, 'number').value, secret: codeField(prefix, 'secret').value };
}

/** Shows the sentences at their fields; true when there were any. */
export function refuseCode(prefix: string, sentences: CodeErrors): boolean {
	const names: Array<keyof CodeErrors> = ['secret', 'number'];
	for (const name of names) {
		const sentence = sentences[name];
		const slot = byId(`${prefix}${name}-error`);
		slot.textContent = sentence ?? '';
		slot.hidden = !sentence;
		const field = codeField(prefix, name);
		if (!sentence) field.removeAttribute('aria-invalid');
		else {
			field.setAttribute('aria-invalid', 'true');
			field.focus();
			clearOfStrip(slot);
		}
	}
	return sentences.number !== undefined || sentences.secret !== undefined;
}

/** The code of the open case, as entered anew; undefined where it is another or mistyped, which its field then says. */
export function reenteredCode(prefix: string, open: ReceiptCode): ReceiptCode | undefined {
	const typed = typedCode(prefix);
	const entered = { number: digitsOf(typed.number), secret: digitsOf(typed.secret) };
	const wrong = checkCode(typed);
	const other = !wrong.number && entered.number !== open.number;
	const sentences = { ...wrong, ...(other && { number: '与本页正在查询的受理编号不一致，请对照回执核对。' }) };
	return refuseCode(prefix, sentences) ? undefined : entered;
}

function codeField(prefix: string, name: keyof CodeErrors): HTMLInputElement {
	return byId<HTMLInputElement>(`${prefix}${name}`);
}
