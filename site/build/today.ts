import { dayOf } from '../../content/facts/time.ts';

/**
 * The day of this build in Asia/Shanghai, `YYYY-MM-DD`: what the checks of this build were made on. SITE_DAY names another
 * where a site that is up is made once more to compare the two.
 */
export const today: string = process.env.SITE_DAY || dayOf(new Date());
