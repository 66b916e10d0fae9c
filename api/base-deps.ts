import type { Content } from '../content/content.ts';
import type { Database } from '../db/database.ts';
import type { PortalKeys } from './keys/portal-keys.ts';
import type { Log } from './log.ts';

/** The basic dependencies, which the other dependencies use themselves. */
export interface BaseDeps {
	db: Database;
	content: Content;
	/** Keyed hashes and encryption under the portal's secret. */
	keys: PortalKeys;
	now(): Date;
	/** UUIDv7. */
	newId(): string;
	/** Decimal digits from the system's random source. */
	randomDigits(count: number): string;
	log: Log;
}
