import type { ReportMode } from '../../../content/facts/names.ts';
import type { Danger } from './contract-alarms.ts';
import type { IdentityConsent } from './contract-identity.ts';
import type { GivenTask } from './contract-tasks.ts';

/** What the staff API sends and takes. Times are ISO UTC, days `YYYY-MM-DD` in Asia/Shanghai. */

export interface Named {
	id: string;
	name: string;
}

export interface County {
	adcode: number;
	name: string;
}

/** A page of a list. */
export interface Page<Item> {
	total: number;
	page: number;
	size: number;
	items: Item[];
}

export interface Me {
	id: string;
	username: string;
	name: string;
	role: string;
	roleName: string;
	adcode: number;
	county: string;
	/** The only town of a grid worker. */
	town?: string | null;
	/** Name of the only unit whose cases the officer sees. */
	unit?: string | null;
	permissions: string[];
	demo: boolean;
	/** Columns of the inbox that the officer hides; null while nothing was chosen. */
	hiddenColumns: string[] | null;
	/** Still on a one-time password: nothing else can be done before it is changed. */
	mustChangePassword?: boolean;
	/** The code of an authenticator app at sign-in. */
	secondFactor?: { enabled: boolean; required: boolean };
	/** What others did to the account, to be read and confirmed before anything else. */
	notices?: { id: string; at: string; text: string }[];
}

export interface Reference {
	categories: (Named & { group: string })[];
	counties: County[];
	city: County;
	towns: { code: string; adcode: number; name: string }[];
	units: (Named & { adcode: number })[];
	declineReasons: (Named & { text: string })[];
	/** Ready sentences for messages to the reporter. */
	templates: (Named & { text: string })[];
	statuses: Named[];
	outcomes: Named[];
	views: Named[];
	/** Hours after which the city may consent as well, and for which a consent is good. */
	identityRules: { approverHours: number; validHours: number };
	deadlines: (Named & { days: number; count: string })[];
	approvals: {
		/** Moves of a county that the city confirms after the county has approved them. */
		cityConfirms: string[];
		/** How a reporter is asked whether a county may check what by-passes it. */
		consent: { mostAsked: number; answerDays: number; revokeHours: number };
	};
}

/** A clock with the day it ends; `daysLeft` is negative once it is over. */
export interface Due {
	id: string;
	name: string;
	by: string;
	daysLeft: number;
	overdue: boolean;
}

export interface ReportRow {
	number: string;
	status: string;
	statusName: string;
	category: Named;
	county: County | null;
	town: string | null;
	place: string | null;
	/** Whether there are coordinates. */
	located: boolean;
	unit: Named;
	receivedAt: string;
	due: Due | null;
	/** Somebody may be in danger. */
	urgent: boolean;
	/** Since when its alarm waits for an answer; null where none does. */
	alarmSince: string | null;
	waiting: boolean;
	supervised: boolean;
	mode: ReportMode;
	channel: string;
	handler: Named | null;
	outcome: string | null;
	/** True only for the city, where the reporter wants counties by-passed. */
	bypassed: boolean;
	/** Name of the move that waits for a second officer; null where none does. */
	proposed: string | null;
	version: number;
}

/** A line of the inbox. */
export interface ListedReport extends ReportRow {
	/** For the city: the counties that must never see it, in words. */
	avoided: string | null;
}

export interface ReportPage extends Page<ListedReport> {
	asOf: string;
	counts: Record<string, number>;
	/** Only the newest reports with the words searched for were looked at. */
	searchCut: boolean;
}

/** A field of a move, drawn as it is declared. */
export interface MoveField {
	name: string;
	label: string;
	type: 'text' | 'longtext' | 'date' | 'choice' | 'people' | 'report';
	required: boolean;
	options?: Named[];
	help?: string;
	/** The text goes to the reporter. */
	toReporter?: boolean;
}

/** Where a move is offered: moves that carry a case forward, what goes on beside it, and what stops it or takes it back. */
export interface MenuPlace {
	group: 'onward' | 'beside' | 'away';
	/** From the top of its group. */
	order: number;
	/** `primary`: what an officer most often comes for, where it is offered first. */
	style: 'primary' | 'quiet';
}

export interface Move {
	move: string;
	name: string;
	hint: string;
	/** True: it is laid before a second officer and takes effect when that one approves. */
	proposes: boolean;
	place: MenuPlace;
	/** What the city reads first where the move could give a by-passed report away, after who must not see it. */
	caution: string | null;
	fields: MoveField[];
}

/** A field of a move with what was written, as people read it. */
export interface ShownField {
	name: string;
	label: string;
	value: string;
}

/** A move that waits for a second officer, or why it was sent back last. */
export interface Proposal {
	move: string;
	moveName: string;
	fields: ShownField[];
	/** The text that the reporter would read. */
	reply: string | null;
	by: string;
	at: string;
	/** `confirming`: the county approved, the city has the last word. */
	state: 'waiting' | 'confirming' | 'returned';
	decidedBy: string | null;
	decidedAt: string | null;
	/** Why it was returned. */
	reason: string | null;
	canDecide: boolean;
	canWithdraw: boolean;
}

/** The question to a reporter whether a county may check what by-passes it. */
export interface Consent {
	unit: string;
	/** All that this unit would read. */
	summary: string;
	reason: string;
	by: string;
	at: string;
	decidedBy: string | null;
	decidedAt: string | null;
	state: 'proposed' | 'returned' | 'asked' | 'agreed' | 'refused' | 'expired' | 'handed-over';
	answeredAt: string | null;
	/** Until then a yes can be taken back. */
	handOverAt: string | null;
	canDecide: boolean;
}

/** Counties that must never see a report; for the city alone. */
export interface ByPass {
	avoided: County[];
	names: string;
	canAsk: boolean;
	/** Why the reporter cannot be asked. */
	cannotAsk: string | null;
	asked: number;
	mostAsked: number;
	consent: Consent | null;
}

/** How one report of several that were moved together fared. */
export interface ManyMoved {
	number: string;
	moved: boolean;
	/** Why it was not moved. */
	sentence: string | null;
}

export interface TimelineEntry {
	id: string;
	at: string;
	move: string;
	moveName: string;
	from: string | null;
	to: string | null;
	actor: string | null;
	unit: string | null;
	text: string | null;
	fields?: ShownField[];
	note: string | null;
}

export interface Message {
	id: string;
	at: string;
	from: string;
	author: string | null;
	text: string;
	/** Ids of the pictures that went with it to the reporter. */
	pictures: string[];
}

/** One page of the conversation with a reporter. */
export interface MessagePage {
	messages: Message[];
	messagesTotal: number;
	/** How many are older than these, and what to ask for them with. */
	moreMessages: number;
	messagesBefore: string | null;
}

export interface Clock extends Due {
	state: 'running' | 'paused' | 'met' | 'missed';
}

/** A file that the reporter or a grid worker sent; its content is sealed until somebody opens it. */
export interface Attachment {
	id: string;
	kind: string;
	format: string;
	size: number;
	/** Of the original, as other tools make it. */
	digest: { method: string; value: string } | null;
	/** Clean pictures: one of a picture, one a page of a document. */
	previews: number;
	/** Pages of a document; null of anything else. */
	pages: number | null;
	at: string | null;
	/** The grid worker who took it; null for the reporter. */
	worker: string | null;
}

/** A report of the same subject, near in place and time. */
export interface Duplicate {
	number: string;
	status: string;
	statusName: string;
	town: string | null;
	place: string | null;
	receivedAt: string;
	/** Metres; null when only the township agrees. */
	distanceM: number | null;
}

export interface ReportDetail extends ReportRow, Danger, MessagePage {
	byPass: ByPass | null;
	/** Made by the city out of its summary, after the reporter agreed; no reporter reads along. */
	commissioned: boolean;
	proposal: Proposal | null;
	description: string;
	wordsClosed: {
		/** True: `description` is the city's summary, the words are closed. */
		here: boolean;
		at: string | null;
		/** For the city: what the county reads instead. */
		summary: string | null;
		canClose: boolean;
	};
	occurredOn: string | null;
	location: { lat: number; lon: number; datum: string } | null;
	pond: Named | null;
	routing: { code: string; sentence: string; alternatives: (County & { distanceM: number })[] };
	clocks: Clock[];
	timeline: TimelineEntry[];
	/** Older lines of the conversation that the timeline leaves out. */
	moreTalk: number;
	/** What the reporter has added and may add; `canRaiseBy`: by how much this officer may raise that. */
	added: { sent: number; most: number; sentToday: number; mostADay: number; canRaiseBy: number | null };
	attachments: Attachment[];
	/** Places that grid workers were asked to check, the newest first. */
	tasks: GivenTask[];
	canGiveTasks: boolean;
	gridWorkers: (Named & { town: string })[];
	/** The consent to open who reported it. */
	identity: IdentityConsent;
	canOpenOriginals: boolean;
	hasIdentity: boolean;
	/** A reward that the reporter claimed; null where none was. */
	reward: { at: string; state: 'claimed' | 'granted' | 'refused'; canOpen: boolean; canDecide: boolean } | null;
	duplicates: Duplicate[];
	moves: Move[];
	result: { id: string; status: string; statusName: string } | null;
	canDraft: boolean;
	canMessage: boolean;
	canSeeIdentity: boolean;
}

/** Only ever held while the dialog that shows it is open. */
export interface Identity {
	mode: ReportMode;
	name: string | null;
	phone: string | null;
	email: string | null;
}

/** What the officer writes of a result. */
export interface ResultBody {
	title: string;
	problem: string;
	findings: string;
	outcome?: string | undefined;
	measures: { corrected: string; penalised: string; rectified: string };
	accountability?: string | undefined;
	legalBasis: string;
	showTown: boolean;
	progress: string;
	/** Why what is marked may stay. */
	reasons: MarkReason[];
}

/** An answer to a mark. */
export interface MarkReason {
	path: string;
	kind: string;
	text: string;
	reason: string;
}

/** Words of a draft that may not belong in public, until somebody says why they may. */
export interface TextMark {
	/** Text they stand in, by key of the body. */
	path: string;
	kind: string;
	kindName: string;
	text: string;
	reason: string | null;
}

export interface ResultRow {
	id: string;
	publicId: string;
	title: string;
	county: County;
	category: Named;
	status: string;
	statusName: string;
	drafter: string | null;
	approver: string | null;
	updatedAt: string;
	reportNumber: string;
}

export interface Draft extends ResultRow {
	version: number;
	body: ResultBody;
	/** Exactly what the public will see, by key of content/schema/result.ts. */
	preview: Record<string, unknown>;
	marks: TextMark[];
	returnReason: string | null;
	canEdit: boolean;
	canSubmit: boolean;
	canApprove: boolean;
	canReturn: boolean;
	canWithdraw: boolean;
}
