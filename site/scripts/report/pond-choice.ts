import { fillAnswers } from './answers-form.ts';
import { byId, element, fill } from './element.ts';
import { answersFor, findPonds, type ListedPond, whereabouts } from './pond-list.ts';

const most = 8;

/** Choosing a registered pond: the list is fetched on first use, a choice fills in the place. */
export class PondChoice {
	private readonly form: HTMLFormElement;
	private readonly changed: () => void;
	private ponds: Promise<ListedPond[]> | undefined;

	constructor(form: HTMLFormElement, changed: () => void) {
		this.form = form;
		this.changed = changed;
		const box = byId<HTMLDetailsElement>('pond-choice');
		box.addEventListener('toggle', () => box.open && void this.search());
		byId('pond-search').addEventListener('input', () => void this.search());
		byId('pond-search').addEventListener('keydown', (event) => {
			// Enter in a search means "search", not "go to the next step".
			if (event.key === 'Enter') event.preventDefault();
		});
		byId('pond-clear').addEventListener('click', () => this.choose(undefined));
		this.showChosen();
	}

	/** Chooses the pond that the address names, if it is on the list. */
	async preset(id: string): Promise<void> {
		const pond = (await this.list()).find((each) => each.id === id);
		if (pond) this.choose(pond);
	}

	private async search(): Promise<void> {
		const typed = byId<HTMLInputElement>('pond-search').value;
		const status = byId('pond-status');
		try {
			const found = findPonds(await this.list(), typed, most);
			fill(byId('pond-list'), ...found.map((pond) => this.row(pond)));
			status.textContent = inWords(typed, found.length);
		} catch {
			status.textContent = '名录暂时读不出来，请直接填写地点。';
		}
	}

	private row(pond: ListedPond): HTMLElement {
		const button = element('button', { type: 'button', class: 'link-button' }, pond.name);
		button.addEventListener('click', () => this.choose(pond));
		return element('li', {}, button, element('span', { class: 'field-hint' }, ` ${whereabouts(pond)}`));
	}

	private choose(pond: ListedPond | undefined): void {
		const answers = pond ? answersFor(pond) : { pondId: '', pondName: '' };
		fillAnswers(this.form, answers);
		this.changed();
		// The list of towns follows the county, so the town can be chosen only now.
		fillAnswers(this.form, answers);
		byId<HTMLDetailsElement>('pond-choice').open = false;
		this.showChosen();
	}

	private showChosen(): void {
		const name = byId<HTMLInputElement>('pondName').value;
		byId('pond-chosen').hidden = name === '';
		byId('pond-chosen-name').textContent = name;
	}

	private list(): Promise<ListedPond[]> {
		this.ponds ??= this.load().catch((error: unknown) => {
			this.ponds = undefined;
			throw error;
		});
		return this.ponds;
	}

	private async load(): Promise<ListedPond[]> {
		const response = await fetch(byId('pond-choice').dataset.ponds ?? '', { credentials: 'omit' });
		if (!response.ok) throw new Error(`ponds.json answered ${response.status}`);
		return (await response.json()) as ListedPond[];
	}
}

function inWords(typed: string, found: number): string {
	if (typed.trim() === '') return '';
	if (found === 0) return '没有找到，请换个写法，或直接填写地点。';
	return found === most ? `显示前 ${most} 座，写多些字可以缩小范围。` : `找到 ${found} 座。`;
}
