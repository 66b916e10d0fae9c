import { bringToTop } from '../../browser/bring-to-top.ts';
import { element, fill } from '../../browser/element.ts';
import type { FieldName } from './answers.ts';
import type { FieldError } from './check-answers.ts';

/** Shows the errors: a summary with links that takes the focus, and the sentence at each field. */
export function showErrors(form: HTMLElement, summary: HTMLElement, errors: FieldError[], more?: string): void {
	clearErrors(form, summary);
	if (errors.length === 0 && !more) return;
	const list = element('ul');
	for (const error of errors) {
		markField(form, error);
		list.appendChild(element('li', {}, linkTo(form, error)));
	}
	const heading = element('h2', {}, errors.length > 0 ? '请先修改以下内容' : '提交没有完成');
	fill(summary, heading, ...(more ? [element('p', {}, more)] : []), ...(errors.length > 0 ? [list] : []));
	summary.hidden = false;
	summary.focus();
	bringToTop(summary);
}

/** Takes away what showErrors left. */
export function clearErrors(form: HTMLElement, summary: HTMLElement): void {
	summary.hidden = true;
	summary.textContent = '';
	for (const message of Array.from(form.querySelectorAll<HTMLElement>('[data-error]'))) {
		message.textContent = '';
		message.hidden = true;
	}
	for (const control of Array.from(form.querySelectorAll('[aria-invalid]'))) control.removeAttribute('aria-invalid');
	for (const field of Array.from(form.querySelectorAll('.has-error'))) field.classList.remove('has-error');
}

function markField(form: HTMLElement, { field, message }: FieldError): void {
	const box = boxOf(form, field);
	const slot = box?.querySelector<HTMLElement>('[data-error]');
	if (!box || !slot) return;
	box.classList.add('has-error');
	slot.textContent = message;
	slot.hidden = false;
	for (const control of controlsOf(box, field)) control.setAttribute('aria-invalid', 'true');
}

function linkTo(form: HTMLElement, { field, message }: FieldError): HTMLElement {
	const box = boxOf(form, field);
	const [control] = box ? controlsOf(box, field) : [];
	const link = element('a', { href: `#${control?.id ?? ''}` }, message);
	link.addEventListener('click', (event) => {
		event.preventDefault();
		control?.focus();
		bringToTop(box);
	});
	return link;
}

/** What a script keeps in a hidden field is answered by the control that stands for it. */
function controlsOf(box: HTMLElement, field: FieldName): HTMLElement[] {
	const own = Array.from(box.querySelectorAll<HTMLElement>(`[name="${field}"]:not([type="hidden"])`));
	return own.length > 0 ? own : Array.from(box.querySelectorAll<HTMLElement>('input:not([type="hidden"])')).slice(0, 1);
}

function boxOf(form: HTMLElement, field: FieldName): HTMLElement | null {
	return form.querySelector<HTMLElement>(`[data-field="${field}"]`);
}
