/** Makes an element with text or children; text is never read as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	attributes: Record<string, string> = {},
	...children: Array<Node | string>
): HTMLElementTagNameMap[K] {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
	for (const child of children) made.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
	return made;
}

/** The element that the page promises to hold. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
	const found = document.getElementById(id);
	if (!found) throw new Error(`the page has no #${id}`);
	return found as T;
}

/** Replaces what an element holds. replaceChildren is younger than the oldest browser supported. */
export function fill(parent: Element, ...children: Array<Node | string>): void {
	parent.textContent = '';
	for (const child of children) parent.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
}

/** Sets the text of an element only where it has changed, so that screen readers do not repeat it. */
export function setText(id: string, sentence: string): void {
	const slot = byId(id);
	if (slot.textContent !== sentence) slot.textContent = sentence;
}
