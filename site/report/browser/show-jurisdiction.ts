import { element, fill } from '../../browser/element.ts';
import { unsure } from './answers.ts';
import type { Jurisdiction } from './locate-county.ts';

/** Says which county will handle the place; where several come into question the reporter picks or leaves it. */
export function showJurisdiction(box: HTMLElement, picked: HTMLInputElement, found: Jurisdiction, city: string): void {
	const [only] = found.counties;
	if (!only) {
		picked.value = '';
		fill(box, note(`该位置不在${city}各县（市、区）境内。可以继续提交，由市级研判；也请核对坐标。`));
	} else if (found.certain) {
		picked.value = String(only.adcode);
		fill(box, note(`该位置属于${only.name}。`));
	} else {
		offer(box, picked, found);
	}
}

/** The check could not be made; the report itself is not affected. */
export function showNoJurisdiction(box: HTMLElement, sentence: string): void {
	fill(box, note(sentence));
}

function offer(box: HTMLElement, picked: HTMLInputElement, { counties }: Jurisdiction): void {
	const names = counties.map(({ name }) => name).join('、');
	const group = element('fieldset', { class: 'choices' });
	group.appendChild(element('legend', {}, `该位置靠近县界（${names}）。您知道属于哪里吗`));
	const known = counties.some(({ adcode }) => String(adcode) === picked.value);
	if (!known) picked.value = picked.value === unsure ? unsure : '';
	for (const { adcode, name } of counties) group.appendChild(choice(picked, String(adcode), name));
	group.appendChild(choice(picked, unsure, '不确定，请代为判断'));
	fill(box, group);
}

function choice(picked: HTMLInputElement, value: string, name: string): HTMLElement {
	const radio = element('input', { type: 'radio', name: 'countyChoice', value, id: `county-choice-${value}` });
	radio.checked = picked.value === value;
	radio.addEventListener('change', () => {
		picked.value = value;
		picked.dispatchEvent(new Event('input', { bubbles: true }));
	});
	return element('div', { class: 'choice' }, radio, element('label', { for: radio.id }, name));
}

const note = (sentence: string) => element('p', { class: 'note' }, sentence);
