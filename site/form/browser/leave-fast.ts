import { draftStore, removeDraft } from './draft.ts';

/** Nobody waits longer than this for files to be deleted. */
const longestMs = 300;

/** Clears the page and the draft, then goes where the link leads without a way back to this page. */
export function offerLeaving(link: HTMLAnchorElement, beforehand: () => Promise<void>): void {
	link.addEventListener('click', (event) => {
		event.preventDefault();
		const forgotten = beforehand();
		removeDraft(draftStore());
		for (const form of Array.from(document.forms)) form.reset();
		document.body.textContent = '';
		document.title = '';
		// The page is blank already; files take a moment to delete.
		const longest = new Promise((resolve) => setTimeout(resolve, longestMs));
		void Promise.race([forgotten, longest]).then(() => location.replace(link.href));
	});
}
