import { z } from 'zod';
import { reason } from '../http/text.ts';

/** Body of what is done for a reason and needs no more. */
export const Reasoned = z.strictObject({ reason });
