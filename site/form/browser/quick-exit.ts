import { draftStore, removeDraft } from './draft.ts';

/** Longest wait for the deletion of files. */
const longestMs = 300;

/** Clears the page and the draft, then replaces the page by the link's target, so that the back button does not return. */
export function offerQuickExit(link: HTMLAnchorElement, beforehand: () => Promise<void>): void {
	link.addEventListener('click', (event) => {
		event.preventDefault();
		const forgotten = beforehand();
		removeDraft(draftStore());
		for (const form of Array.from(document.forms)) form.reset();
		document.body.textContent = '';
		document.title = '';
		// The page is blank already; deleting files takes a moment.
		const longest = new Promise((resolve) => setTimeout(resolve, longestMs));
		void Promise.race([forgotten, longest]).then(() => location.replace(link.href));
	});
}
