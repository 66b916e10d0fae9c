import type { Provider } from './accounts/oidc/provider.ts';
import type { PasswordQueues } from './accounts/sign-in/password-queues.ts';
import type { AuditWatch } from './audit/watch.ts';
import type { BaseDeps } from './base-deps.ts';
import type { EvidenceFiles } from './evidence/evidence-files.ts';
import type { Inspector } from './evidence/inspect/inspector.ts';
import type { UnsentFiles } from './evidence/uploads/unsent-files.ts';
import type { Captcha } from './http/captcha/captcha.ts';
import type { ReceiptKeys } from './keys/receipt-keys.ts';
import type { Sealer, Unsealer } from './keys/seal.ts';
import type { LoopWatch } from './loop-watch.ts';
import type { CellOf } from './routing/cell.ts';
import type { Locate } from './routing/locate.ts';

/** Dependencies of every verb. Nothing here opens sealed material. */
export interface Deps extends BaseDeps {
	locate: Locate;
	/** The cell that may stand in clear for a point. */
	cellOf: CellOf;
	sealer: Sealer;
	/** Keys of reports, which their receipts unlock. */
	receiptKeys: ReceiptKeys;
	files: EvidenceFiles;
	/** Inspects uploaded files. */
	inspector: Inspector;
	/** Disk usage of files that are not sent yet. */
	unsentFiles: UnsentFiles;
	/** Public address, ending in a slash. */
	siteUrl: URL;
	/** True while the portal runs with sample data. */
	demo: boolean;
}

/** The staff side can also open what was sealed to the operator. */
export interface StaffDeps extends Deps {
	unsealer: Unsealer;
	/** Every officer must sign in with a second factor. */
	secondFactor: boolean;
	/** The city's identity system, where one is configured. */
	provider: Provider | null;
	/** Queues of passwords to be checked. */
	passwordQueues: PasswordQueues;
	/** Asked where too many tries at signing in were wrong: the built-in one, which works in networks without the internet. */
	captcha: Captcha;
	/** Off only in tests. */
	captchaRequired: boolean;
	/** The one header in which our own proxy tells the address; null where none is in front. */
	proxyHeader: string | null;
	/** For how long calls hold the event loop. */
	loopWatch: LoopWatch;
	/** Whether the log is whole. */
	auditWatch: AuditWatch;
}
