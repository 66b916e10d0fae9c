import { nextTick } from 'vue';

/** Moves the focus to the first field with an error. */
export async function focusFirstError(form: HTMLElement | undefined): Promise<void> {
	await nextTick();
	form?.querySelector<HTMLElement>('.field-wrong input, .field-wrong textarea')?.focus();
}
