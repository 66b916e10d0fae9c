import type { ObjectSoFar } from './object-so-far.ts';
import type { Token } from './tokens.ts';

type NameOrWord = Token & { type: 'name' | 'word' };

/** What is expected next behind the key that says what happens when a document is opened. */
type Expected = 'nothing' | 'value' | 'action' | 'reference';

/**
 * What a document does when it is opened. That it begins at a page is harmless, and so is an address on the web that a
 * person must touch; that it opens an address by itself is not.
 */
export class OpensItself {
	/** Kinds of action by the number of their object. */
	private readonly actions = new Map<number, Set<string>>();
	/** Objects that are done at opening. */
	private readonly opened: number[] = [];
	private expected: Expected = 'nothing';
	private isInline = false;
	private hasAddress = false;
	private isUnreadable = false;

	/** Takes the next name or word; `object` has it already. */
	see(token: NameOrWord, object: ObjectSoFar): void {
		const kind = object.valueOf('/S');
		if (kind !== undefined) this.seeKind(kind, object.number);
		const word = token.type === 'word' ? token.word : '';
		if (this.expected === 'value') this.seeValue(word);
		else if (this.expected === 'reference') this.seeReference(word);
		else if (this.expected === 'action' && word === '>>') this.expected = 'nothing';
		if (token.type === 'name' && token.name === 'OpenAction') this.expected = 'value';
	}

	private seeKind(kind: string, number: number | undefined): void {
		if (kind === '/URI') this.hasAddress = true;
		if (kind === '/URI' && this.expected === 'action') this.isInline = true;
		if (number !== undefined) this.actions.set(number, (this.actions.get(number) ?? new Set()).add(kind));
	}

	/** A list says where the document begins, a dictionary is an action, a number another object. */
	private seeValue(word: string): void {
		this.expected = word === '<<' ? 'action' : 'nothing';
		if (isNumber(word)) {
			this.opened.push(Number(word));
			this.expected = 'reference';
		} else if (word !== '<<' && word !== '[') this.isUnreadable = true;
	}

	private seeReference(word: string): void {
		if (isNumber(word)) return;
		if (word !== 'R') this.isUnreadable = true;
		this.expected = 'nothing';
	}

	/** True where it opens an address on the web by itself, or where that cannot be told from what is in it. */
	toTheWeb(): boolean {
		if (this.isInline) return true;
		const mayBe = this.isUnreadable || this.opened.some((number) => this.actions.get(number)?.has('/URI') ?? true);
		return this.hasAddress && mayBe;
	}
}

function isNumber(word: string): boolean {
	return /^\d+$/.test(word);
}
