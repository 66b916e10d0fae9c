import { bringToTop } from '../../browser/bring-to-top.ts';

/** The pages of the form, one visible at a time; the phone's back button goes one step back. */
export class Steps {
	private readonly sections: HTMLElement[];
	private readonly entered: (step: number) => void;
	private at = 0;

	constructor(root: HTMLElement, entered: (step: number) => void) {
		this.sections = Array.from(root.querySelectorAll<HTMLElement>('[data-step]'));
		this.entered = entered;
		window.addEventListener('popstate', (event) => {
			const step = (event.state as { step?: number } | null)?.step;
			if (step !== undefined) this.show(step, true);
		});
	}

	get current(): number {
		return this.at;
	}

	get last(): number {
		return this.sections.length - 1;
	}

	/** Opens the first page shown, without taking the focus from wherever the person is. */
	start(step: number): void {
		history.replaceState({ step: 0 }, '');
		for (let behind = 1; behind <= step; behind++) history.pushState({ step: behind }, '');
		this.show(step, false);
	}

	/** Goes to a step so that the back button returns from it. */
	go(step: number): void {
		if (step === this.at) return;
		history.pushState({ step }, '');
		this.show(step, true);
	}

	/** Reads out where the person is now, and brings it to the top of the screen. */
	focus(): void {
		const section = this.sections[this.at];
		section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
		bringToTop(section);
	}

	private show(step: number, focus: boolean): void {
		this.at = Math.max(0, Math.min(step, this.last));
		this.sections.forEach((section, index) => {
			section.hidden = index !== this.at;
		});
		this.entered(this.at);
		if (focus) this.focus();
	}
}
