import { dayOf } from '../../content/facts/time.ts';

/** The day of this build in Asia/Shanghai, `YYYY-MM-DD`: what the checks of this build were made on. */
export const today: string = dayOf(new Date());
