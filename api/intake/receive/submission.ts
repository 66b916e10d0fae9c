import type { KindCount } from '../../../content/facts/count-kinds.ts';
import type { Unit } from '../../../content/schema/rules.ts';
import type { Captcha } from '../../http/captcha/captcha.ts';
import type { Actor } from '../../permission/actor.ts';
import type { AlarmTold } from '../../report/alarms/told-reporter.ts';
import type { Report } from '../../report/report.ts';
import type { Status } from '../../report/statuses.ts';
import type { ReportInput } from './report-input.ts';

/** Answer of POST /api/reports: the receipt. The secret is shown this once. */
export interface ReceiptAnswer {
	number: string;
	secret: string;
	status: Status;
	county: { adcode: number; name: string } | null;
	unit: string;
	/** Counties that never see it. */
	avoided: Array<{ adcode: number; name: string }>;
	/** Who is called at once; only where somebody may be in danger. */
	alarm?: AlarmTold;
	/** What is tied to the report, by kind; empty where nothing is. */
	files: KindCount[];
	/** `YYYY-MM-DD`, Asia/Shanghai. */
	acceptBy: string;
	replyBy: string;
	/** Tracking page; number and secret only in the fragment, which no server sees. */
	trackUrl: string;
}

export interface Submission {
	input: ReportInput;
	channel: Report['channel'];
	/** Who brings it in: the reporter, or a member of staff for somebody on the phone. */
	by: Actor;
	idempotencyKey: string;
	/** Null where a member of staff answers for it. */
	captcha: Captcha | null;
	/** Report that stays with the city, and the unit that its reporter agreed to. */
	commission?: { of: string; unit: Unit };
	/** Number under which the 12345 line keeps it. */
	sourceNumber?: string | undefined;
	/** Token of the draft that made the files named in `input.uploads`. */
	draft?: string | undefined;
}
