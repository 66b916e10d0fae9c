import type { StaffAnswer, StaffBody, StaffCall } from '../../../api/start/staff-contract.ts';

/**
 * Names for what the staff API sends and takes. All of it is inferred from its routes; nothing is written down here a
 * second time. Times are ISO UTC, days `YYYY-MM-DD` in Asia/Shanghai.
 */

/** What a route takes. */
export type Body<Call extends StaffCall> = StaffBody<Call>;

/** Anything with a name to show. */
export interface Named {
	id: string;
	name: string;
}

export type Me = StaffAnswer<'GET /session'>;
export type Permission = Me['permissions'][number];
/** Names of categories, counties, units, views, and the rules that the console tells. */
export type Reference = StaffAnswer<'GET /reference'>;
export type County = Reference['counties'][number];

export type ReportPage = StaffAnswer<'GET /reports'>;
/** A line of the inbox. */
export type ListedReport = ReportPage['items'][number];
/** What list and case say of a report alike. */
export type ReportRow = Omit<ListedReport, 'avoided'>;
/** A clock with the day it ends; `daysLeft` is negative once it is over. */
export type Due = NonNullable<ReportRow['due']>;
/** How one report of several that were moved together fared. */
export type ManyMoved = StaffAnswer<'POST /reports/moves'>['results'][number];

export type ReportDetail = StaffAnswer<'GET /reports/:number'>;
export type Clock = ReportDetail['clocks'][number];
export type TimelineEntry = ReportDetail['timeline'][number];
/** One page of the conversation with a reporter. */
export type MessagePage = StaffAnswer<'GET /reports/:number/messages'>;
export type Message = MessagePage['messages'][number];
/** A file that the reporter or a grid worker sent; its content is sealed until somebody opens it. */
export type Attachment = ReportDetail['attachments'][number];
/** A report of the same subject, near in place and time. */
export type Duplicate = ReportDetail['duplicates'][number];
/** A move that is offered, with its fields as they are declared. */
export type Move = ReportDetail['moves'][number];
export type MoveName = Move['move'];
export type MoveField = Move['fields'][number];
/** Where a move is offered. */
export type MenuPlace = Move['place'];
/** A field of a move with what was written, as people read it. */
export type ShownField = TimelineEntry['fields'][number];
/** A move that waits for a second officer, or why it was sent back last. */
export type Proposal = NonNullable<ReportDetail['proposal']>;
/** Counties that must never see a report; for the city alone. */
export type ByPass = NonNullable<ReportDetail['byPass']>;
/** The question to a reporter whether a county may check what by-passes it. */
export type Consent = NonNullable<ByPass['consent']>;

/** What stands at the top of every page while somebody may be in danger. */
export type OpenAlarms = StaffAnswer<'GET /alarms'>;
/** An alarm as its case shows it. */
export type CaseAlarm = ReportDetail['alarms'][number];
/** Somebody who was called. */
export type AlarmCall = CaseAlarm['calls'][number];

/** The consent to open who reported a case. */
export type IdentityConsent = ReportDetail['identity'];
/** Only ever held while the dialog that shows it is open. */
export type Identity = StaffAnswer<'POST /reports/:number/identity'>;
/** With what something sealed is opened. */
export type Opening = Body<'POST /reports/:number/reward/contact'>;

/** A place to check, as the grid worker sees it. */
export type Task = StaffAnswer<'GET /tasks/:id'>;
/** The same as the officer sees it. */
export type GivenTask = ReportDetail['tasks'][number];
/** What the grid worker sends back. */
export type Finding = Body<'POST /tasks/:id/finding'>;

export type Draft = StaffAnswer<'GET /results/:id'>;
/** What the officer writes of a result. */
export type ResultBody = Omit<Body<'PUT /reports/:number/result'>, 'version' | 'reasons'> &
	Pick<Draft['body'], 'reasons'>;
/** Words of a draft that may not belong in public, until somebody says why they may. */
export type TextMark = Draft['marks'][number];
/** An answer to a mark. */
export type MarkReason = ResultBody['reasons'][number];

export type Batch = StaffAnswer<'GET /batches/:id'>;
/** A published result as a batch names it. */
export type BatchCase = Batch['cases'][number];
/** How many cases of a batch have a word in common. */
export type Total = Batch['totals']['counties'][number];
/** What the publisher gathers. */
export type BatchBody = Body<'POST /batches'>;

/** Something to be sent or built, and how it went. */
export type Job = StaffAnswer<'GET /outbox'>['items'][number];

export type AuditPage = StaffAnswer<'GET /audit'>;
export type AuditRow = AuditPage['items'][number];
/** How the portal found the log when it last looked through it. */
export type AuditState = AuditPage['verification'];
/** A line raised for those who watch over others. */
export type Alert = StaffAnswer<'GET /alerts'>['items'][number];

/** A role, with what an account of it can be tied to and who makes it. */
export type RoleRow = StaffAnswer<'GET /roles'>['roles'][number];
export type AccountRow = StaffAnswer<'GET /accounts'>['items'][number];
/** What an administrator asks for and the other kind decides. */
export type AccountRequest = StaffAnswer<'GET /account-requests'>['items'][number];

export type Dashboard = StaffAnswer<'GET /dashboard'>;
/** Reports of a township, all and still open. */
export type TownCount = Dashboard['byTown'][number];
