import { title } from 'virtual:content';

/** Sets the title of the browser tab to `what` and the portal's name. */
export function setTabTitle(what: string): void {
	document.title = what ? `${what} - ${title} 办理平台` : `${title} 办理平台`;
}
