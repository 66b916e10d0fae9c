import { isNull } from 'drizzle-orm';
import { uploads } from '../../../db/schema/evidence.ts';
import type { BaseDeps } from '../../base-deps.ts';

/**
 * Bytes of files that belong to no report yet, in all and by who brought them. Kept in memory, since it is asked at every
 * piece of every file; parties are keyed hashes under a salt of this run, so that no address is kept.
 */
export interface WaitingRoom {
	/** Bytes in all. */
	bytes(): number;
	/** Bytes of one network or officer. What came before this run is nobody's. */
	bytesOf(party: string): number;
	/** So much of a file has arrived. */
	note(id: string, party: string, arrived: number): void;
	/** A file was removed. */
	forget(id: string): void;
	/** Takes up what the database knows: files of a run before, and those that were sent meanwhile. */
	takeStock(): Promise<void>;
}

interface Waiting {
	party: string;
	bytes: number;
}

/** Who brought what was there before this run. */
const nobody = '';

export function waitingRoom({ db, keys, randomDigits }: Pick<BaseDeps, 'db' | 'keys' | 'randomDigits'>): WaitingRoom {
	const salt = randomDigits(32);
	const files = new Map<string, Waiting>();
	const parties = new Map<string, number>();
	let all = 0;
	const add = (party: string, bytes: number) => {
		all += bytes;
		const left = (parties.get(party) ?? 0) + bytes;
		if (left > 0) parties.set(party, left);
		else parties.delete(party);
	};
	const forget = (id: string) => {
		const file = files.get(id);
		if (file) add(file.party, -file.bytes);
		files.delete(id);
	};
	const set = (id: string, file: Waiting) => {
		forget(id);
		files.set(id, file);
		add(file.party, file.bytes);
	};
	const named = (party: string) => keys.of('attempt', `${salt} ${party}`);
	return {
		bytes: () => all,
		bytesOf: (party) => parties.get(named(party)) ?? 0,
		note: (id, party, bytes) => set(id, { party: named(party), bytes }),
		forget,
		async takeStock() {
			const known = [...files.keys()];
			const rows = await db.read
				.select({ id: uploads.id, arrived: uploads.arrived })
				.from(uploads)
				.where(isNull(uploads.reportId));
			const waiting = new Set(rows.map(({ id }) => id));
			for (const id of known) if (!waiting.has(id)) forget(id);
			for (const { id, arrived } of rows) if (!files.has(id)) set(id, { party: nobody, bytes: arrived });
		},
	};
}
