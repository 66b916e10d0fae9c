import { nextTick } from 'vue';

/** Takes whoever fills in a form to the first field that has to be mended. */
export async function toFirstWrong(form: HTMLElement | undefined): Promise<void> {
	await nextTick();
	form?.querySelector<HTMLElement>('.field-wrong input, .field-wrong textarea')?.focus();
}
