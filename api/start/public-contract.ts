import type { z } from 'zod';
import type { CaptchaOffer } from '../http/captcha/captcha.ts';
import type { ReceiptAnswer } from '../intake/receive/receipt-answer.ts';
import type { ReportInput } from '../intake/receive/report-input.ts';
import type { ConsentAsked } from '../intake/track/consent-asked.ts';
import type { Tracking } from '../intake/track/tracking.ts';
import type { ReporterAlarm } from '../report/alarms/alarm-for-reporter.ts';
import type { Location } from '../routing/locate.ts';

/** The contract of the public API, by the schemas of its routes: types only, for the pages that report and track. */

/** Answer of GET /api/captcha. */
export type PublicCaptcha = CaptchaOffer;
/** Answer of POST /api/locate. */
export type PublicLocation = Location;
/** Body of POST /api/reports. */
export type PublicReport = z.input<typeof ReportInput>;
/** Answer of POST /api/reports. */
export type PublicReceipt = ReceiptAnswer;
/** Answer of POST /api/reports/track. */
export type PublicTracking = Tracking;
/** The question to a reporter whether a county may check what by-passes it. */
export type PublicConsent = ConsentAsked;
/** Who was called because somebody may be in danger. */
export type PublicAlarm = ReporterAlarm;
