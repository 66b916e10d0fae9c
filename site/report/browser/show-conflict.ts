import { countyNames } from '../../../content/facts/area-name.ts';
import type { PlaceNames } from '../../../content/facts/place-in-words.ts';
import { byId, setText } from '../../browser/element.ts';
import type { Answers } from './answers.ts';
import { readAnswers } from './answers-form.ts';
import { type PlaceConflict, placeConflict } from './county-decision.ts';

/** Asks where the place in words and the other answers name different counties: one can be corrected, or both confirmed. */
export class PlaceConflictNote {
	private readonly form: HTMLFormElement;
	private readonly names: PlaceNames;
	private readonly kept = byId<HTMLInputElement>('confirmedPlace');
	private readonly confirmed = byId<HTMLInputElement>('placeConfirmed-yes');

	constructor(form: HTMLFormElement, names: PlaceNames) {
		this.form = form;
		this.names = names;
		// Before the form hears of the input and shows what is kept.
		this.confirmed.addEventListener('click', () => {
			this.kept.value = this.confirmed.checked ? (this.found()?.signature ?? '') : '';
			this.kept.dispatchEvent(new Event('input', { bubbles: true }));
		});
		byId('place-doubt-correct').addEventListener('click', () => this.correct());
	}

	/** Shows the question, or takes it away. */
	show(answers: Answers): void {
		const doubt = placeConflict(answers, this.names);
		byId('place-doubt').hidden = !doubt;
		if (!doubt) return;
		setText('place-doubt-text', `${conflictSentence(doubt, this.names)}，两处不一致。`);
		const other = this.other(doubt);
		byId('place-doubt-correct').hidden = other === undefined;
		setText('place-doubt-correct', other === undefined ? '' : `改选${countyNames(this.names, [other])}`);
		this.confirmed.checked = answers.confirmedPlace === doubt.signature;
	}

	/** The one county to choose instead. Points and ponds are corrected in their own fields. */
	private other({ by, named }: PlaceConflict): number | undefined {
		return by === 'choice' && named.length === 1 ? named[0] : undefined;
	}

	private correct(): void {
		const doubt = this.found();
		const other = doubt && this.other(doubt);
		if (other === undefined) return;
		const county = byId<HTMLSelectElement>('county');
		county.value = String(other);
		county.dispatchEvent(new Event('change', { bubbles: true }));
		county.dispatchEvent(new Event('input', { bubbles: true }));
		county.focus();
	}

	private found(): PlaceConflict | undefined {
		return placeConflict(readAnswers(this.form), this.names);
	}
}

const saidBy = {
	choice: '所选的县（市、区）是',
	point: '定位或者坐标在',
	pond: '所选的尾矿库在',
	words: '地点说明在',
};

/** Which answer names which county, as the beginning of a sentence. */
export function conflictSentence({ adcode, by, named }: PlaceConflict, names: PlaceNames): string {
	return `地点说明里的地名属于${countyNames(names, named)}，${saidBy[by]}${countyNames(names, [adcode])}`;
}
