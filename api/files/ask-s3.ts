import { NoSuchKey, NoSuchUpload, NotFound } from '@aws-sdk/client-s3';
import { type Log, traceOf } from '../log.ts';
import { NotStored, StorageAway } from './storage.ts';

/** Asks the storage something: NotStored where it has no such thing, StorageAway where it fails or refuses. */
export type AskS3 = <T>(request: () => Promise<T>) => Promise<T>;

/** Asks, and logs once when the storage goes away, and once when it is back. */
export function askS3(log: Log): AskS3 {
	let away = false;
	const told = (failure: unknown) => {
		if (failure !== null && !away) log.error({ event: 'storage.away', ...traceOf(failure) });
		if (failure === null && away) log.info({ event: 'storage.back' });
		away = failure !== null;
	};
	return async (request) => {
		try {
			const answer = await request();
			told(null);
			return answer;
		} catch (error) {
			const missing = [NoSuchKey, NoSuchUpload, NotFound].some((kind) => error instanceof kind);
			told(missing ? null : error);
			throw missing ? new NotStored() : new StorageAway(error);
		}
	};
}
