import { plainLine } from '../../../content/facts/plain-text.ts';
import { byId, element, fill } from '../../browser/element.ts';
import { fillAnswers, readAnswers } from './answers-form.ts';
import { answersFor, findRegistered, noneChosen, placeLabel, type Registered } from './registered.ts';

const most = 8;

/** Choosing a registered pond or mine: the list is fetched on first use, a choice fills in the place. */
export class RegisteredChoice {
	private readonly form: HTMLFormElement;
	private readonly filled: () => void;
	private readonly chosen: () => void;
	private all: Promise<Registered[]> | undefined;

	/** `filled` shows what depends on the fields filled in, `chosen` is called after the reporter's own choice. */
	constructor(form: HTMLFormElement, filled: () => void, chosen: () => void) {
		this.form = form;
		this.filled = filled;
		this.chosen = chosen;
		const box = byId<HTMLDetailsElement>('registered-choice');
		box.addEventListener('toggle', () => box.open && void this.search());
		byId('registered-search').addEventListener('input', () => void this.search());
		byId('registered-search').addEventListener('keydown', (event) => {
			// Enter in a search means "search", not "go to the next step".
			if (event.key === 'Enter') event.preventDefault();
		});
		byId('registered-clear').addEventListener('click', () => this.choose(undefined));
		this.showChosen();
	}

	/** Fills in what the address names, if it is on the list and the reporter has not said another place meanwhile. */
	async preset({ kind, id }: Pick<Registered, 'kind' | 'id'>): Promise<void> {
		let all: Registered[];
		try {
			all = await this.list();
		} catch {
			// Opened, it tries again, or says that it cannot be read: the reporter names the place in another way.
			byId<HTMLDetailsElement>('registered-choice').open = true;
			return;
		}
		const asked = all.find((entry) => entry.kind === kind && entry.id === id);
		const { placeWay, pondName } = readAnswers(this.form);
		if (asked && placeWay === '' && pondName === '') this.fill(asked);
	}

	private async search(): Promise<void> {
		const typed = byId<HTMLInputElement>('registered-search').value;
		const status = byId('registered-status');
		try {
			const found = findRegistered(await this.list(), typed, most);
			fill(byId('registered-list'), ...found.map((entry) => this.row(entry)));
			status.textContent = inWords(typed, found.length);
		} catch {
			status.textContent = '名录暂时读不出来，请直接填写地点。';
		}
	}

	private row(entry: Registered): HTMLElement {
		const button = element('button', { type: 'button', class: 'link-button' }, entry.name);
		button.addEventListener('click', () => this.choose(entry));
		return element('li', {}, button, element('span', { class: 'field-hint' }, ` ${placeLabel(entry)}`));
	}

	private choose(entry: Registered | undefined): void {
		this.fill(entry);
		this.chosen();
	}

	private fill(entry: Registered | undefined): void {
		const answers = entry ? answersFor(entry) : noneChosen;
		fillAnswers(this.form, answers);
		this.filled();
		// The list of towns follows the county, so the town can be chosen only now.
		fillAnswers(this.form, answers);
		byId<HTMLDetailsElement>('registered-choice').open = false;
		this.showChosen();
	}

	private showChosen(): void {
		const name = byId<HTMLInputElement>('pondName').value;
		byId('registered-chosen').hidden = name === '';
		byId('registered-chosen-name').textContent = name;
	}

	private list(): Promise<Registered[]> {
		this.all ??= this.load().catch((error: unknown) => {
			this.all = undefined;
			throw error;
		});
		return this.all;
	}

	private async load(): Promise<Registered[]> {
		const response = await fetch(byId('registered-choice').dataset.list ?? '', { credentials: 'omit' });
		if (!response.ok) throw new Error(`registered.json answered ${response.status}`);
		return (await response.json()) as Registered[];
	}
}

function inWords(typed: string, found: number): string {
	if (plainLine(typed) === '') return '';
	if (found === 0) return '没有找到，请换个写法，或直接填写地点。';
	return found === most ? `显示前 ${most} 处，写多些字可以缩小范围。` : `找到 ${found} 处。`;
}
