import { type Answers, type FieldName, fieldNames, normalised } from './answers.ts';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The controls of one field: several for radios, one otherwise. */
export function controlsOf(form: HTMLFormElement, name: FieldName): Field[] {
	return Array.from(form.querySelectorAll<Field>(`[name="${name}"]`));
}

/** Everything filled in. */
export function readAnswers(form: HTMLFormElement): Answers {
	const answers = {} as Answers;
	for (const name of fieldNames) answers[name] = readField(name, controlsOf(form, name));
	return answers;
}

/** Fills the form from a draft or an address; fields not named stay as they are. */
export function fillAnswers(form: HTMLFormElement, fields: Record<string, string>): void {
	for (const name of fieldNames) {
		const value = fields[name];
		if (value === undefined) continue;
		for (const control of controlsOf(form, name)) {
			if (isChoice(control)) control.checked = control.value === value;
			else control.value = value;
		}
	}
}

/** Empties every field, hidden ones too, which reset() leaves as they are. */
export function clearAnswers(form: HTMLFormElement): void {
	form.reset();
	for (const hidden of Array.from(form.querySelectorAll<HTMLInputElement>('input[type="hidden"]'))) hidden.value = '';
}

function readField(name: FieldName, controls: Field[]): string {
	const [first] = controls;
	if (!first) return '';
	if (isChoice(first)) return controls.filter(isChoice).find((choice) => choice.checked)?.value ?? '';
	return normalised(name, first.value);
}

function isChoice(control: Field): control is HTMLInputElement {
	return control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox');
}
