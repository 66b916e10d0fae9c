import { phoneShelf, removeDraft } from './draft.ts';

/** A national site that anybody may have been reading. */
const elsewhere = 'https://www.gov.cn/';

/** Nobody waits longer than this for files to be deleted. */
const longestMs = 300;

/** Clears the page and the draft, then goes elsewhere without a way back to this page. */
export function offerLeaving(button: HTMLElement, beforehand: () => Promise<void>): void {
	button.addEventListener('click', () => {
		const forgotten = beforehand();
		removeDraft(phoneShelf());
		for (const form of Array.from(document.forms)) form.reset();
		document.body.textContent = '';
		document.title = '';
		// The page is blank already; files take a moment to delete.
		const longest = new Promise((resolve) => setTimeout(resolve, longestMs));
		void Promise.race([forgotten, longest]).then(() => location.replace(elsewhere));
	});
}
