import { z } from 'zod';

/** content/rules/identity.yaml: the consent without which nobody opens who reported. */
export const IdentityRules = z.strictObject({
	/** Hours without an answer after which the city's approvers may consent as well. */
	approverHours: z.number().positive(),
	/** Hours for which a consent is good. */
	validHours: z.number().positive(),
	/** Openings of one officer within 24 hours; one more raises a line. */
	manyPerDay: z.int().positive(),
});
export type IdentityRules = z.infer<typeof IdentityRules>;
