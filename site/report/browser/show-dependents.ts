import { lengthOf } from '../../../content/facts/plain-text.ts';
import { byId } from '../../browser/element.ts';
import { controlsOf, readAnswers } from './answers-form.ts';
import { descriptionLength } from './check-answers.ts';

/** Shows and hides what depends on other answers. */
export function showDependents(form: HTMLFormElement): void {
	const { whenKind, mode, description } = readAnswers(form);
	byId('urgent-note').hidden = chosenCategory(form)?.dataset.urgent === undefined;
	byId('when-day').hidden = whenKind !== 'day';
	byId('when-roughly').hidden = whenKind !== 'roughly';
	byId('reporter-name').hidden = mode === '' || mode === 'anonymous';
	byId('reporter-contact').hidden = mode === '';
	const left = descriptionLength.max - lengthOf(description);
	byId('description-count').textContent = left >= 0 ? `还可以写 ${left} 字` : `超过 ${-left} 字`;
}

/** The radio of the chosen category, which knows the department in charge. */
export function chosenCategory(form: HTMLFormElement): HTMLElement | undefined {
	return controlsOf(form, 'category').find((radio) => (radio as HTMLInputElement).checked);
}
