import { shallowRef } from 'vue';
import { ApiError } from '../api.ts';
import { calls } from '../calls.ts';
import type { OpenAlarms } from '../contract-alarms.ts';
import { may } from '../session.ts';

/** Alarms that wait for an answer; null until they are known, and for whoever sees no reports. */
export const openAlarms = shallowRef<OpenAlarms | null>(null);

/** Asks anew. Asked by itself, it keeps nobody signed in; a failure leaves what is shown. */
export async function askForAlarms(): Promise<void> {
	if (!may('reports.list')) {
		openAlarms.value = null;
		return;
	}
	try {
		openAlarms.value = await calls.alarms(true);
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
	}
}
