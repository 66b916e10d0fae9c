import { DatabaseAway } from '../database.ts';

/** The code of an error or of its cause: five characters of the server's, or a name of the system's. */
export function codeOf(error: unknown): string | undefined {
	if (!(error instanceof Error)) return undefined;
	return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause);
}

/** Two transactions came in each other's way; the one that got this may run again, and see what the other did. */
export class Collided extends Error {
	override readonly name = 'Collided';
}

/** serialization_failure and deadlock_detected. */
export function hasCollided(error: unknown): boolean {
	return error instanceof Collided || /^(40001|40P01)$/.test(codeOf(error) ?? '');
}

/** unique_violation: the other transaction may have written the very row that this one saw missing. */
export function isTaken(error: unknown): boolean {
	return codeOf(error) === '23505';
}

/** No connection, none left, or a server that is starting or stopping. */
const away =
	/^(08\w{3}|57P0[1-5]|53300|28\w{3}|3D000|E(CONNREFUSED|CONNRESET|NOTFOUND|TIMEDOUT|PIPE|HOSTUNREACH|AI_AGAIN))$/;
/** What the driver says without a code. */
const awayInWords =
	/^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/;

/** An error of the driver, as DatabaseAway where it is one. */
export function asAway(error: unknown): unknown {
	if (!(error instanceof Error)) return error;
	const isAway = away.test(codeOf(error) ?? '') || awayInWords.test(error.message);
	return isAway ? new DatabaseAway('the database server does not answer', { cause: error }) : error;
}
