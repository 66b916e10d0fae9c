/** Room for the strip that stays at the top of the page. */
const strip = 80;

/** Scrolls what stands above a field that has the focus out from under the strip. */
export function clearOfStrip(target: Element): void {
	if (target.getBoundingClientRect().top < strip) bringToTop(target);
}

/** Scrolls to an element by hand: old browsers know no scroll padding and would hide it under the strip. */
export function bringToTop(target: Element | null | undefined): void {
	if (target) window.scrollTo(0, target.getBoundingClientRect().top + window.pageYOffset - strip);
}
