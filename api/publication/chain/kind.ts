import type { SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { PublicationFacts, PublicationKindId } from '../../../content/facts/publication-kinds.ts';
import type { Reader, Transaction } from '../../../db/database.ts';
import type { Deps, StaffDeps } from '../../deps.ts';
import type { Officer } from '../../permission/officer.ts';
import type { Permission } from '../../permission/roles.ts';
import type { Report } from '../../report/report.ts';
import type { Publication } from './publication.ts';

/** What a draft is about: the edition that is rewritten, if there is one, and the report, for kinds that have one. */
export interface Subject {
	row: Publication | null;
	report: Report | null;
}

/** A draft on its way into the database. */
export interface Drafting<Body> extends Subject {
	officer: Officer;
	body: Body;
}

/** What of a row its kind decides. */
export type OwnColumns = Partial<Pick<Publication, 'publicId' | 'adcode' | 'unitId' | 'demo'>>;

/** A line of what is public, or a column of the list, in words. */
export interface Labelled {
	label: string;
	value: string;
}

/** How one publication stands in the list of its kind. */
export interface Listed {
	title: string;
	/** The same labels in the same order for all of a kind: they are the columns. */
	columns: Labelled[];
}

/** What a step that publishes was told. */
export interface Approval {
	version: number;
	/** True: what is marked in the text was looked at place by place, and may be published. */
	marksConfirmed: boolean;
}

/** What a kind has to say of being taken back. */
export interface Withdrawal {
	/** Its shape once it was taken back. */
	readonly remains: z.ZodObject;
	/** What is left of the record. Throws where it cannot be taken back. */
	record(deps: Deps, row: Publication, reason: string): object;
	/** Outside the transaction: may open what is sealed. Throws where the reason has no place in public. */
	check?(deps: StaffDeps, officer: Officer, step: { row: Publication; reason: string }): Promise<void>;
}

/**
 * A kind of what two people publish: everything in which it differs from the others. Routes, states, permissions, log,
 * record and the console's list and page come with it. What `check…` does happens outside the transaction, where sealed
 * texts may be opened; all else inside it.
 */
export interface Kind<Body = unknown, Input = Body> extends PublicationFacts {
	readonly id: PublicationKindId;
	readonly permissions: { read: Permission; draft: Permission; approve: Permission };
	/** What an officer sends as a draft. */
	readonly input: z.ZodObject & z.ZodType<Input>;
	/** A draft as it is stored. */
	readonly body: z.ZodType<Body>;
	/** What the public reads; its `id` names its file. */
	readonly record: z.ZodType<{ id: string }>;
	/** Rows that an officer may know of; left out: all. */
	reach?(officer: Officer): SQL | undefined;
	/** Why an officer does nothing with this kind, whatever their role; null for who may. */
	refusal?(officer: Officer): string | null;
	/** How the log and the alerts call it; left out: its public id. */
	called?(row: Publication): string;

	/** The draft as it is stored; left out: as it was sent. Throws invalid. */
	checkDraft?(deps: StaffDeps, drafting: Drafting<Input>): Promise<Body>;
	/** What else its row says. Throws where it cannot be drafted now. */
	columns(tx: Transaction, deps: StaffDeps, drafting: Drafting<Body>): Promise<OwnColumns>;
	/** Rows of its own, once the draft is stored. */
	drafted?(tx: Transaction, row: Publication): Promise<void>;
	/** Lets go of rows of its own, when a draft is given up. */
	discarded?(tx: Transaction, row: Publication): Promise<void>;

	checkSubmission?(deps: StaffDeps, officer: Officer, row: Publication): Promise<void>;
	/** Throws where it cannot be reviewed now. */
	submit?(tx: Transaction, row: Publication): Promise<void>;

	/** What the log says of the approval, if anything. Throws where it cannot be published. */
	checkApproval?(deps: StaffDeps, officer: Officer, step: Approval & { row: Publication }): Promise<string | undefined>;
	/** Throws where it cannot be published now. */
	approve?(tx: Transaction, deps: StaffDeps, row: Publication): Promise<void>;
	/** What becomes public of it, fixed at approval: the one way out for private data, key by key. */
	publicRecord(from: Reader, deps: Deps, row: Publication): Promise<object>;
	/** Publications whose files must be there before its own: a build may begin in between. */
	needs?(from: Reader, row: Publication): Promise<Publication[]>;

	withdrawal?: Withdrawal;

	/** Rows of the list, in the order of `rows`. */
	list(deps: Deps, rows: Publication[]): Promise<Listed[]>;
	/** What its page shows beside what all have. */
	show?(deps: Deps, officer: Officer, row: Publication): Promise<object>;
}
