import { byId } from './element.ts';

/** The page can be used: before this a button would only lead to an error page. */
export function showReady(): void {
	byId('loading').hidden = true;
	for (const button of Array.from(document.querySelectorAll<HTMLButtonElement>('[data-ready]')))
		button.disabled = false;
}
