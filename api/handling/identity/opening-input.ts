import { z } from 'zod';
import { ReauthenticationCode } from '../../accounts/sign-in/reauthenticate.ts';
import { singleLineText } from '../../http/text.ts';

const reason = singleLineText({
	name: '理由',
	missing: '请写明理由',
	short: '请写明查看理由，至少 4 个字',
	least: 4,
	most: 200,
});

/** Opens what a consent was given for: the reason is known already, the second factor may be asked again. */
export const IdentityOpening = z.strictObject({ reason: reason.optional(), code: ReauthenticationCode });

/** The same for a claim's contact or an original, each with a reason of its own. */
export const ReasonedOpening = z.strictObject({ reason, code: ReauthenticationCode });
