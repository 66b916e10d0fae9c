import { phoneShelf, removeDraft } from './draft.ts';

/** A national site that anybody may have been reading. */
const elsewhere = 'https://www.gov.cn/';

/** Clears the page and the draft, then goes elsewhere without a way back to this page. */
export function offerLeaving(button: HTMLElement, beforehand: () => void): void {
	button.addEventListener('click', () => {
		beforehand();
		removeDraft(phoneShelf());
		for (const form of Array.from(document.forms)) form.reset();
		document.body.textContent = '';
		document.title = '';
		location.replace(elsewhere);
	});
}
