import { z } from 'zod';

/** What better-auth answers to a right password. */
export const RightPassword = z.object({ twoFactorRedirect: z.boolean().optional() }).nullable();

/** What it answers once a second factor is begun. */
export const FactorBegun = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });

/** What it refuses with. */
export const Refused = z.object({ code: z.string().optional() });
