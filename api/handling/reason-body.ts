import { z } from 'zod';
import { reason } from '../http/text.ts';

/** Body of an action that needs nothing but a reason. */
export const ReasonBody = z.strictObject({ reason });
