/** A place to check, as the grid worker sees it: nothing of the report but what the officer wrote. */
export interface Task {
	id: string;
	town: string;
	place: string;
	request: string;
	dueOn: string;
	/** Negative once the day is over. */
	daysLeft: number;
	/** Ended: the report was settled or went elsewhere before there was an answer. */
	state: 'open' | 'done' | 'cancelled' | 'ended';
	givenBy: string;
	givenAt: string;
	closedAt: string | null;
	/** WGS-84, where the officer sent it along. */
	location: { lat: number; lon: number } | null;
	/** The reporter's words were handed over. */
	hasWords: boolean;
	finding: string | null;
	found: { lat: number; lon: number; withinM: number | null } | null;
}

/** The same as the officer sees it. */
export interface GivenTask extends Task {
	worker: string;
}

/** What the officer writes. */
export interface NewTask {
	worker: string;
	place: string;
	request: string;
	dueOn: string;
	withPosition: boolean;
}

/** What the grid worker sends back. */
export interface Finding {
	text: string;
	position?: { lat: number; lon: number; withinM: number };
	uploads: string[];
}
