import { z } from 'zod';
import type { Content } from '../../../content/content.ts';
import type { Officer } from '../../permission/officer.ts';
import type { Permission } from '../../permission/roles.ts';
import type { EventKind } from '../events/event.ts';
import type { NoPublicText, PublicText } from '../events/public-text.ts';
import type { Report } from '../report.ts';
import type { Status } from '../statuses.ts';
import { formOf, type MoveField } from './fields.ts';

/** What the rules ask of a report's past. */
export interface History {
	/** True where an officer had a part in the case before the review that is under way. */
	tookPart(officerId: string): boolean;
	/** Id of the officer who proposed a move the last time, or made it alone. */
	proposer(move: { id: string }): string | null;
	/** The state from which a move was made the last time. */
	stateBefore(move: { id: string }): Status | null;
}

/** A case and the officer who asks whether a move may be made on it. */
export interface Asked {
	content: Content;
	officer: Pick<Officer, 'id' | 'city'>;
	report: Report;
	history: History;
	/** `YYYY-MM-DD` in Asia/Shanghai. */
	today: string;
}

/** A move that is being made: what was written into its fields, and when. */
export interface Making<Kept> extends Asked {
	fields: Kept;
	/** UTC in ISO 8601. */
	now: string;
}

/** Columns of a report that change with an event. */
export type Changes = Partial<Omit<Report, 'id' | 'number' | 'version'>>;

/** Who makes a move: only the reporter, by number and secret, or an officer. */
type MadeBy =
	| { part: 'reporter' }
	| {
			/** Whether making it is a part in the case, so that the same officer does not review it. */
			part: 'handler' | 'outsider';
			permission: Permission;
			/** `reach`: the unit, county or city that has the case, and the city in any case; `city`: the city alone. */
			where: 'reach' | 'city';
			/** Whether it takes effect only when a second officer approves it; `by-rules`: where approvals.yaml names it. */
			secondOfficer: 'never' | 'by-rules' | 'always';
			/** Cases in which the city has the last word after a county's approval, whatever approvals.yaml says. */
			cityConfirms?(report: Report): boolean;
	  };

/** Where the console offers a move. */
export interface MenuPlace {
	/** `forward`: carries the case forward; `parallel`: is done beside it; `stop`: stops it, sends it elsewhere or takes it back. */
	group: 'forward' | 'parallel' | 'stop';
	/** From the top of its group. */
	order: number;
	/** `primary`: what an officer most often comes for, where it is the first that is offered. */
	style: 'primary' | 'quiet';
}

/** Where a move leads. */
type End =
	/** Null: the state stays, something beside it changes. */
	| { to: Status | null }
	/** Back to a state that the case had; null: there is none. */
	| { to: 'before'; before(asked: Asked): Status | null };

/** A report that by-passes counties. */
interface ByPassed {
	/** The counties in words. */
	names: string;
	/** The city itself has it. */
	withCity: boolean;
}

/** All of a move but what depends on the type of its fields. */
interface Rules<Id extends string> extends EventKind {
	/** As it is stored and asked for. */
	id: Id;
	/** One line that says what the move means. */
	hint: string;
	from: readonly Status[];
	by: MadeBy;
	/** Why it cannot be made although the state allows it, or null when it can. Null: the state alone decides. */
	refused: ((asked: Asked) => string | null) | null;
	/** True: it does not touch what a second officer is asked to approve, and goes on while that waits. */
	besideProposal: boolean;
	/**
	 * Where it could give away a report that by-passes counties: what the city reads first, after who must not see it; an
	 * empty text where there is nothing to add. Null: it cannot.
	 */
	byPassCaution: ((byPass: ByPassed) => string) | null;
	/** What its event says beside the fields, known only once it is made. */
	records?(changes: Changes): Record<string, unknown>;
	/**
	 * What it means elsewhere: the reporters of reports merged into the case are told, `changes` is what changes of their
	 * reports, and the city is told of a case that it handed to a county. Null: nothing.
	 */
	relayed: { changes: ((content: Content, merged: Report) => Changes) | null } | null;
	/** Whether reporters have their answer with it, or are owed one again. */
	answer: 'given' | 'owed-again' | null;
	/** Null: the console never offers it. */
	menu: MenuPlace | null;
	/** True: it says the same of many reports at once; everything else is decided report by report. */
	bulk: boolean;
	/** What the reporter reads: a text, or the reason why there is none. */
	reporterReads: PublicText | NoPublicText;
}

/** A move as its file declares it: the fields are schemas of what is kept, and give `changes` their types. */
type Declared<Id extends string, Fields extends z.ZodRawShape> = Rules<Id> &
	End & {
		fields: Fields;
		/** Columns that change beside the state and the clock that runs in it. Null: none. */
		changes: ((making: Making<z.output<z.ZodObject<Fields>>>) => Changes) | null;
	};

/** One complete move: all that anybody may ask of it, whatever its fields are. */
export type Move<Id extends string = string> = Rules<Id> &
	End & {
		/** In the order in which the form asks for them. */
		fields: readonly MoveField[];
		changes(making: Making<unknown>): Changes;
	};

/** Makes a move of what its file declares. */
export function defineMove<Id extends string, Fields extends z.ZodRawShape>(declared: Declared<Id, Fields>): Move<Id> {
	const stored = z.object(declared.fields);
	const { changes } = declared;
	return {
		...declared,
		fields: formOf(declared.fields),
		changes: (making) => changes?.({ ...making, fields: stored.parse(making.fields) }) ?? {},
	};
}
