import type { County, Named, Page } from './contract.ts';

/** The rest of the staff API: the site's state, the log, accounts and figures. */

export interface Publication {
	state: 'idle' | 'waiting' | 'building' | 'failed';
	since: string | null;
	finishedAt: string | null;
	error: string | null;
	publishedBuild: string | null;
}

export interface AuditRow {
	id: string | number;
	at: string;
	actor: string | null;
	action: string;
	actionName: string;
	subject: string;
	reason: string | null;
}

/** The log, with the names of everything it can record, and whether it is whole. */
export interface AuditPage extends Page<AuditRow> {
	actions: Named[];
	verification: AuditState;
}

/** How the portal found the log when it last looked through it. */
export interface AuditState {
	running: { rows: number } | null;
	at: string | null;
	/** When all rows were looked at last. */
	fullAt: string | null;
	rows: number;
	head: { seq: number; hash: string } | null;
	/** One sentence each. */
	faults: string[];
	/** What is to be done about any of them. */
	whatToDo: string;
	failed: boolean;
	/** The newest day whose head was noted outside the database. */
	notedDay: string | null;
	mailed: boolean;
}

/** A line raised for those who watch over others. */
export interface Alert {
	id: string;
	at: string;
	kind: string;
	kindName: string;
	subject: string;
	text: string;
	/** When and by whom of the auditors it was read. */
	seenAt: string | null;
	seenBy: string | null;
	canMark: boolean;
	canSeeLooks: boolean;
}

/** Who looked at the report that a line is about. */
export interface Looks extends Page<AuditRow> {
	alert: Pick<Alert, 'subject' | 'text'>;
}

/** A browser in which the officer is signed in. */
export interface OwnSession {
	id: string;
	createdAt: string;
	lastSeenAt: string;
	expiresAt: string;
	current: boolean;
}

/** Something to be sent or built, and how it went. Never a report or an address. */
export interface Job {
	id: string;
	kind: string;
	kindName: string;
	unit: string | null;
	state: 'waiting' | 'failing' | 'unsent' | 'done';
	stateName: string;
	createdAt: string;
	attempts: number;
	nextAt: string | null;
	doneAt: string | null;
	lastError: string | null;
	canRetry: boolean;
}

/** A role, with what an account of it can be tied to and who makes it. */
export interface RoleRow extends Named {
	/** Can be tied to one unit. */
	canBeTied: boolean;
	/** Only for the city, never for a county. */
	onlyForCity: boolean;
	/** Made, reset and let in again by two administrators only. */
	needsTwo: boolean;
}

export interface RoleTable {
	roles: RoleRow[];
	permissions: (Named & { roles: string[] })[];
}

export interface AccountRow {
	id: string;
	username: string;
	name: string;
	role: string;
	roleName: string;
	adcode: number | null;
	county: string | null;
	/** The only town of a grid worker. */
	town: string | null;
	/** The only unit whose cases the account sees and works. */
	unit: string | null;
	disabled: boolean;
	/** Reset and let in again by two administrators only. */
	needsTwo: boolean;
}

/** What an administrator asks for and the other kind decides. Holds no password. */
export interface AccountRequest {
	id: string;
	kind: 'create' | 'reset' | 'enable';
	kindName: string;
	account: Omit<AccountRow, 'id' | 'disabled' | 'needsTwo'>;
	reason: string;
	requestedBy: string;
	requestedAt: string;
	lapsesAt: string;
	state: 'waiting' | 'granted' | 'collected' | 'refused' | 'expired';
	stateName: string;
	decidedBy: string | null;
	decidedAt: string | null;
	/** Name of the role that decides. */
	decider: string | null;
	canDecide: boolean;
	/** The first half of the one-time password waits for whoever asked. */
	canCollect: boolean;
}

/** A one-time password, or the half of one that is shown to one administrator. */
export interface OncePasswordShown {
	username: string;
	password: string;
	/** Left out: the whole. */
	half?: 'first' | 'second';
	/** Who has the other half. */
	other?: string;
}

/** What is still open of illegal mining. */
export interface Clearing {
	asOf: string;
	open: number;
	byCounty: (County & { open: number; overdue: number; oldestDays: number | null })[];
}

/** Reports of a township, all and still open. */
export interface TownCount {
	adcode: number;
	county: string;
	name: string;
	count: number;
	open: number;
}

export interface Dashboard {
	asOf: string;
	received: number;
	accepted: number;
	open: number;
	/** Alarms that nobody has answered, and the reports in them. */
	alarms: { alarms: number; reports: number };
	overdue: number;
	waiting: number;
	supervised: number;
	onTimeRate: number | null;
	concluded: number;
	substantiated: number;
	returned: number;
	satisfaction: { rated: number; average: number } | null;
	byStatus: (Named & { count: number })[];
	byCounty: (County & { received: number; open: number; overdue: number })[];
	byTown: TownCount[];
	byMonth: { month: string; received: number; concluded: number }[];
	ageOpen: { label: string; ageFrom: number; ageTo: number | null; count: number }[];
}
