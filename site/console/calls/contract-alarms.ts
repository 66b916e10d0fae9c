/** One alarm that waits, as far as the officer may know of it. */
export interface WaitingAlarm {
	id: string;
	/** As it is called in messages to whoever is on duty. */
	name: string;
	since: string;
	category: string;
	/** County and town in words. */
	place: string;
	/** Its cases within reach; none where the officer's unit is called and the case is another unit's. */
	numbers: string[];
}

/** What stands at the top of every page while somebody may be in danger. */
export interface OpenAlarms {
	/** Alarms that this officer may answer, and the reports in them. */
	alarms: number;
	reports: number;
	/** When the first of them was raised. */
	since: string | null;
	/** The oldest of them. */
	list: WaitingAlarm[];
	/** Areas of which nobody is on duty now, in words. */
	unmanned: string[];
	/** The roster is made up, and reaches nobody. */
	demo: boolean;
}

/** Somebody who was called. */
export interface AlarmCall {
	at: string;
	/** Whose roster. */
	area: string;
	/** Null: the roster named nobody. */
	office: string | null;
	role: string | null;
	/** When a gateway took it. */
	sentAt: string | null;
}

/** An alarm as its case shows it. */
export interface CaseAlarm {
	id: string;
	/** As it is called in messages to whoever is on duty. */
	name: string;
	raisedAt: string;
	/** `left`: the case went elsewhere before anybody answered. */
	state: 'open' | 'answered' | 'left';
	answeredAt: string | null;
	answeredBy: string | null;
	answeredOffice: string | null;
	/** When the next is called; null where the alarm of this case is over. */
	nextAt: string | null;
	/** Numbers of further reports in it. */
	others: string[];
	calls: AlarmCall[];
}

/** The danger of a case, and what may be done about it. */
export interface Danger {
	alarms: CaseAlarm[];
	canAnswerAlarm: boolean;
	canMarkUrgent: boolean;
	canUnmarkUrgent: boolean;
}
