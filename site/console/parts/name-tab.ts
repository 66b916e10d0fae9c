import { title } from 'virtual:content';

/** Puts the page's name into the tab; a page may say more once it knows (`what`). */
export function nameTab(what: string): void {
	document.title = what ? `${what} - ${title} 办理平台` : `${title} 办理平台`;
}
