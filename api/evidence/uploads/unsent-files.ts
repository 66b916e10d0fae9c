import { isNull } from 'drizzle-orm';
import { uploads } from '../../../db/schema/evidence.ts';
import type { BaseDeps } from '../../base-deps.ts';

/**
 * Bytes of files that belong to no report yet, in all and by party. Kept in memory, since they are read at every chunk of
 * every file; parties are keyed hashes under a salt of this process, so that no address is stored.
 */
export interface UnsentFiles {
	/** Bytes in all. */
	bytes(): number;
	/** Bytes of one network or officer. What arrived before this process started is attributed to nobody. */
	bytesOf(party: string): number;
	/** Records how much of a file has arrived. */
	note(id: string, party: string, arrived: number): void;
	/** A file was removed. */
	forget(id: string): void;
	/** Reads the database: files of an earlier or another process are added, those sent meanwhile are removed. */
	refresh(): Promise<void>;
}

interface UnsentFile {
	party: string;
	bytes: number;
}

/** Party of the files that were there before this process started. */
const nobody = '';

export function unsentFiles({ db, keys, randomDigits }: Pick<BaseDeps, 'db' | 'keys' | 'randomDigits'>): UnsentFiles {
	const salt = randomDigits(32);
	const files = new Map<string, UnsentFile>();
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
	const set = (id: string, file: UnsentFile) => {
		forget(id);
		files.set(id, file);
		add(file.party, file.bytes);
	};
	const hashed = (party: string) => keys.of('attempt', `${salt} ${party}`);
	return {
		bytes: () => all,
		bytesOf: (party) => parties.get(hashed(party)) ?? 0,
		note: (id, party, bytes) => set(id, { party: hashed(party), bytes }),
		forget,
		async refresh() {
			const known = [...files.keys()];
			const rows = await db.read
				.select({ id: uploads.id, arrived: uploads.arrived })
				.from(uploads)
				.where(isNull(uploads.reportId));
			const unsent = new Set(rows.map(({ id }) => id));
			for (const id of known) if (!unsent.has(id)) forget(id);
			for (const { id, arrived } of rows) {
				// What another process takes in grows without a word.
				if ((files.get(id)?.party ?? nobody) === nobody) set(id, { party: nobody, bytes: arrived });
			}
		},
	};
}
