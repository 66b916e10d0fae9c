import type { Unit } from '../../../content/schema/rules.ts';
import type { Captcha } from '../../http/captcha/captcha.ts';
import type { Actor } from '../../permission/actor.ts';
import type { Report } from '../../report/report.ts';
import type { ReportInput } from './report-input.ts';

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
