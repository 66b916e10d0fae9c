import { shallowRef } from 'vue';
import type { OpenAlarms } from '../calls/answers.ts';
import { ApiError } from '../calls/api.ts';
import { calls } from '../calls/calls.ts';
import { may } from '../calls/session.ts';

/** Alarms that wait for an answer; null until they are known, and for whoever sees no reports. */
export const openAlarms = shallowRef<OpenAlarms | null>(null);
/** Since when nothing new is known of them, for the last time that it was; null while all is well. */
export const notRenewed = shallowRef<{ lastKnown: string | null } | null>(null);
let lastKnown: string | null = null;

/** Asks anew. Asked by itself, it keeps nobody signed in; a failure leaves what is shown, and says that it is old. */
export async function askForAlarms(): Promise<void> {
	if (!may('reports.list')) {
		openAlarms.value = null;
		notRenewed.value = null;
		lastKnown = null;
		return;
	}
	try {
		openAlarms.value = await calls.alarms(true);
		lastKnown = new Date().toISOString();
		notRenewed.value = null;
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		// A session that is over is not a number that is old: the sign-in page says so.
		notRenewed.value = error.status === 401 ? null : { lastKnown };
	}
}
