/** A column of a table. */
export interface TableColumn {
	name: string;
	/** Its cells name the row. */
	head?: boolean;
	/** Its cells are numbers: right-aligned where columns stand side by side. */
	number?: boolean;
}

/** What a cell shows: text or a link within the portal, with tags and a smaller second line where given. */
export interface Cell {
	text: string;
	/** Address from the portal's root. */
	href?: string;
	tags?: Array<{ text: string; kind?: string }>;
	note?: string;
}
