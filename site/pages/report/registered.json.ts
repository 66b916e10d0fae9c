import { registeredList } from '../../report/registered-list.ts';

/** Fetched only when somebody looks for a registered pond or mine. */
export const GET = (): Response => Response.json(registeredList());
