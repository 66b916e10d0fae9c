/** One line of a list of facts. No value: the fact was not published. */
export interface Fact {
	label: string;
	value?: string;
}
