import { sql } from 'drizzle-orm';
import { modes, outcomes } from '../../content/facts/names.ts';
import { boolean, index, integer, json, primaryKey, table, text, uniqueIndex } from '../columns/columns.ts';

/** States of a report. */
export const statuses = [
	'received',
	'assigned',
	'objected',
	'accepted',
	'investigating',
	'filed',
	'rectifying',
	'concluded',
	'declined',
	'merged',
	'reviewing',
] as const;

/** How a report reached us. */
export const channels = [
	'web',
	'phone',
	'visit',
	'letter',
	'hotline',
	/** A summary that the city hands to a county after the reporter agreed. */
	'city',
] as const;

/** Why a report went where it went. */
const routeCodes = [
	/** The point lies clearly inside one county. */
	'point',
	/** The point is near a border and the reporter picked one of the counties there. */
	'picked',
	/** No point; the reporter named the county. */
	'named',
	/** The registered pond it is about lies in one county, and the point, if any, does not say otherwise. */
	'pond',
	/** Neither point nor county; the place in words names towns of one county. */
	'words',
	/** City's queue: near a border, not picked. */
	'border',
	/** City's queue: the point lies in no county of the city. */
	'outside',
	/** City's queue: neither point nor county. */
	'unplaced',
	/** City's queue: the words name another county than the point, the choice or the pond. */
	'contradiction',
	/** City's queue: the reporter says somebody of the county is involved. */
	'avoid',
] as const;

/** A county that comes into question for a report. How far away it is would tell where the reporter stood. */
export interface Candidate {
	adcode: number;
	name: string;
}

/**
 * One row a report. Times are UTC in ISO 8601, days are `YYYY-MM-DD` in Asia/Shanghai, ids are UUIDv7 made in code.
 * The reporter's words, place, point, identity and contact stand here only sealed with age.
 */
export const reports = table(
	'reports',
	{
		id: text().primaryKey(),
		/** Receipt number: 12 digits, the last one a check digit. */
		number: text().notNull().unique(),
		/** Keyed hash of number and secret; the secret itself is stored nowhere. */
		secretHash: text('secret_hash').notNull(),
		channel: text({ enum: channels }).notNull(),
		category: text().notNull(),
		/** Words, place and point (api/report/statement.ts), sealed to the operator and to the report's own key. */
		sealedStatement: text('sealed_statement').notNull(),
		/** Name, phone, e-mail: sealed to the operator only; null when none was given. */
		sealedIdentity: text('sealed_identity'),
		mode: text({ enum: modes }).notNull(),
		/** The report's own age recipient, so that staff can write to the reporter. */
		recipient: text().notNull(),
		/** The report's own age identity, wrapped so that only the reporter's secret opens it. */
		wrappedIdentity: text('wrapped_identity').notNull(),
		/** True: counties stand in by_passes that must never see it; the city's offices alone handle it. */
		bypassed: boolean('avoid_county').notNull(),
		/** Responsible county; null while the city has not placed it. */
		adcode: integer(),
		/** Unit that has it now. */
		unitId: text('unit_id').notNull(),
		/** Town by its name in content/areas/towns.json; never what a reporter typed. */
		town: text(),
		/** Coarse cell of the point, at least 1 km wide (api/routing/cell.ts); null without a point. */
		cell: text(),
		/** What staff call the place; null while nobody named it. */
		placeName: text('place_name'),
		/** The point as staff put it right, sealed to the operator; null where the reporter's stands. */
		sealedPoint: text('sealed_point'),
		pondId: text('pond_id'),
		/** Registered mine it is about. */
		mineId: text('mine_id'),
		occurredOn: text('occurred_on'),
		/** Why it went where it is. */
		routeCode: text('route_code', { enum: routeCodes }).notNull(),
		/** The candidates the decision was based on. */
		routeBasis: json('route_basis').$type<Candidate[]>().notNull(),
		status: text({ enum: statuses }).notNull(),
		outcome: text({ enum: outcomes }),
		/** Grows by one with each change; a move names the version it was decided on. */
		version: integer().notNull(),
		handlerId: text('handler_id'),
		receivedAt: text('received_at').notNull(),
		acceptBy: text('accept_by').notNull(),
		replyBy: text('reply_by').notNull(),
		/** The clock that runs now and the day it ends; both null when none runs. */
		dueClock: text('due_clock', { enum: ['accept', 'reply', 'objection', 'review'] }),
		dueBy: text('due_by'),
		acceptedAt: text('accepted_at'),
		concludedAt: text('concluded_at'),
		/** Somebody may be in danger: by its category, or because an officer marked it so. */
		urgent: boolean().notNull().default(false),
		/** Since when it stands in an alarm that nobody has answered; null while there is none. */
		alarmSince: text('alarm_since'),
		/** Set while an answer of the reporter is awaited. */
		waitingSince: text('waiting_since'),
		/** Set while the city watches over the case; the day it set. */
		supervisedBy: text('supervised_by'),
		extendedUntil: text('extended_until'),
		objections: integer().notNull(),
		/** How often one department of the county passed it on to another. */
		transfers: integer().notNull().default(0),
		mergedInto: text('merged_into'),
		/** A move that waits for a second officer's approval (proposals holds it); null where none waits. */
		proposedMove: text('proposed_move'),
		/** How often the reporter asked for a review. */
		reviews: integer().notNull().default(0),
		/** While reviewing: the state it came from, to which it goes back when upheld. */
		reviewedFrom: text('reviewed_from', { enum: statuses }),
		/** Set while the city keeps the reporter's words from the county. */
		wordsClosedAt: text('words_closed_at'),
		/** What the city wrote for the county to read in their place, sealed to the operator. */
		sealedSummary: text('sealed_summary'),
		/** Id of the report whose reporter agreed that a county checks this: the city's summary, never that report. */
		commissionOf: text('commission_of'),
		/** Day of 立案, and the day by which a penalty is to be decided. */
		filedOn: text('filed_on'),
		penaltyBy: text('penalty_by'),
		/** Day of the penalty decision, and the day by which it is to be served. */
		decidedOn: text('decided_on'),
		serviceBy: text('service_by'),
		servedOn: text('served_on'),
		demo: boolean().notNull(),
	},
	(t) => [
		index('reports_by_county_due').on(t.adcode, t.status, t.dueBy),
		index('reports_by_county_received').on(t.adcode, t.receivedAt),
		index('reports_by_due').on(t.status, t.dueBy),
		index('reports_by_received').on(t.receivedAt),
		// The inbox: what is due first, then the settled ones, newest first. In a county, and for the city.
		index('reports_of_county_in_order').on(t.adcode, sql`(due_by is null)`, t.dueBy, sql`received_at desc`),
		index('reports_in_order').on(sql`(due_by is null)`, t.dueBy, sql`received_at desc`),
		index('reports_of_county_by_due').on(t.adcode, t.dueBy, t.receivedAt),
		index('reports_all_by_due').on(t.dueBy, t.receivedAt),
		// The open reports, a small part of all: every view of them and everything counted of them is read from these three.
		// A running clock means that the report is open: due_by is null in every settled state.
		index('reports_open')
			.on(
				t.dueBy,
				sql`received_at desc`,
				t.adcode,
				t.status,
				t.routeCode,
				t.category,
				t.handlerId,
				t.waitingSince,
				t.supervisedBy,
			)
			.where(sql`due_by is not null`),
		index('reports_open_by_county')
			.on(
				t.adcode,
				t.dueBy,
				sql`received_at desc`,
				t.status,
				t.routeCode,
				t.category,
				t.handlerId,
				t.waitingSince,
				t.supervisedBy,
			)
			.where(sql`due_by is not null`),
		// Near cases: of one subject, in a few cells, within a time.
		index('reports_by_cell').on(t.cell, t.category, t.receivedAt).where(sql`cell is not null`),
		index('reports_by_unit').on(t.unitId, t.receivedAt),
		// The same orders for an officer who is tied to a unit.
		index('reports_of_unit_in_order').on(t.unitId, sql`(due_by is null)`, t.dueBy, sql`received_at desc`),
		index('reports_of_unit_by_due').on(t.unitId, t.dueBy, t.receivedAt),
		index('reports_open_by_unit')
			.on(
				t.unitId,
				t.dueBy,
				sql`received_at desc`,
				t.adcode,
				t.status,
				t.routeCode,
				t.category,
				t.handlerId,
				t.waitingSince,
				t.supervisedBy,
			)
			.where(sql`due_by is not null`),
		// The few whose alarm is open: for the city, in a county and in a unit.
		index('reports_alarmed').on(t.alarmSince).where(sql`alarm_since is not null`),
		index('reports_alarmed_by_county').on(t.adcode, t.alarmSince).where(sql`alarm_since is not null`),
		index('reports_alarmed_by_unit').on(t.unitId, t.alarmSince).where(sql`alarm_since is not null`),
		// Few of all at any time, and counted for every list.
		index('reports_proposed').on(t.proposedMove).where(sql`proposed_move is not null`),
		index('reports_proposed_by_county').on(t.adcode, t.proposedMove).where(sql`proposed_move is not null`),
		index('reports_proposed_by_unit').on(t.unitId, t.proposedMove).where(sql`proposed_move is not null`),
		index('reports_bypassed').on(t.dueBy, t.receivedAt).where(sql`avoid_county = true`),
		index('reports_commissioned').on(t.commissionOf).where(sql`commission_of is not null`),
		index('reports_merged').on(t.mergedInto).where(sql`merged_into is not null`),
		index('reports_penalties').on(t.penaltyBy).where(sql`penalty_by is not null`),
	],
);

/** What happened to a report, append-only. A status is never edited, only moved by an event. */
export const events = table(
	'events',
	{
		id: text().primaryKey(),
		reportId: text('report_id')
			.notNull()
			.references(() => reports.id),
		/** 1, 2, 3 … within the report; two officers at once collide here. */
		seq: integer().notNull(),
		at: text().notNull(),
		/** A move of handling/moves.ts, or receive, note, message, rate. */
		move: text().notNull(),
		fromStatus: text('from_status', { enum: statuses }),
		toStatus: text('to_status', { enum: statuses }).notNull(),
		/** Null for the reporter and for the portal itself. */
		actorId: text('actor_id'),
		/** Name of the actor at that time; null for the reporter. */
		actorName: text('actor_name'),
		unitId: text('unit_id').notNull(),
		/** The fields of the move. Never a word of the reporter. */
		fields: json().$type<Record<string, unknown>>().notNull(),
		/** Fields that tell where a reporter was (api/report/sealed-fields.ts), sealed to the operator. */
		sealedFields: text('sealed_fields'),
		/** Only staff see it. */
		note: text(),
	},
	(t) => [uniqueIndex('events_in_order').on(t.reportId, t.seq)],
);

/** The conversation with the reporter, both ways, sealed like the statement. */
export const messages = table(
	'messages',
	{
		id: text().primaryKey(),
		reportId: text('report_id')
			.notNull()
			.references(() => reports.id),
		/** The event whose text to the reporter this is, if any. */
		eventId: text('event_id'),
		at: text().notNull(),
		author: text({ enum: ['reporter', 'staff'] }).notNull(),
		actorName: text('actor_name'),
		sealed: text().notNull(),
	},
	(t) => [index('messages_by_report').on(t.reportId, t.at)],
);

/** What the reporter thought of the handling; one a report. */
export const ratings = table('ratings', {
	reportId: text('report_id')
		.primaryKey()
		.references(() => reports.id),
	at: text().notNull(),
	/** 1 (very dissatisfied) to 5 (very satisfied). */
	score: integer().notNull(),
	sealedText: text('sealed_text'),
});

/** A reward that a reporter claimed with the receipt; one a report. */
export const rewardClaims = table('reward_claims', {
	reportId: text('report_id')
		.primaryKey()
		.references(() => reports.id),
	at: text().notNull(),
	/** How the reporter can be reached for it: sealed to the operator only. */
	sealedContact: text('sealed_contact').notNull(),
	state: text({ enum: ['claimed', 'granted', 'refused'] }).notNull(),
});

/**
 * How many reports of a unit have a value of a kind, kept by api/report/count-report.ts in the transaction of
 * each change, so that figures over a million reports need no scan. Of received and concluded the value is the month, of answered on-time or
 * late; town-open is of the open ones.
 */
export const tallies = table(
	'tallies',
	{
		/** 0 stands for the city's queue. */
		adcode: integer().notNull(),
		/** Unit that has the reports. */
		unit: text().notNull(),
		kind: text({
			enum: [
				'status',
				'received',
				'concluded',
				'town',
				'town-open',
				'accepted',
				'outcome',
				'answered',
				'returned',
				'score',
			],
		}).notNull(),
		value: text().notNull(),
		/** The sum over all slots counts: writers on one server at the same time have each a row of their own, see db/slot.ts. */
		slot: integer().notNull().default(0),
		count: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.adcode, t.unit, t.kind, t.value, t.slot] })],
);
