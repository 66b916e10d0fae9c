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

/** The log, with the names of everything it can record. */
export interface AuditPage extends Page<AuditRow> {
	actions: Named[];
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
export interface Errand {
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

export interface RoleTable {
	roles: Named[];
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
	/** The only unit whose reporters the account may look up. */
	unit: string | null;
	disabled: boolean;
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
