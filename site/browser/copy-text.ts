import { element } from './element.ts';

/** Puts a text on the clipboard; false where the browser lets nobody. */
export async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		// Missing in browsers that came before it, and refused inside some others.
		return copySelected(text);
	}
}

function copySelected(text: string): boolean {
	const field = element('textarea', { class: 'unseen', readonly: '', 'aria-hidden': 'true' });
	const before = document.activeElement;
	field.value = text;
	document.body.appendChild(field);
	field.select();
	field.setSelectionRange(0, text.length);
	const done = document.execCommand('copy');
	field.remove();
	if (before instanceof HTMLElement) before.focus();
	return done;
}
