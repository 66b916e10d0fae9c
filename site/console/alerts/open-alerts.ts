import { ref } from 'vue';
import { ApiError } from '../calls/api.ts';
import { calls } from '../calls/calls.ts';
import { may } from '../calls/session.ts';

/** Lines raised for whoever is signed in that they have not read: the number beside the column. */
export const openAlerts = ref(0);

/** Asks how many there are. Asked by itself, it keeps nobody signed in; a failure leaves the number that is shown. */
export async function countOpenAlerts(): Promise<void> {
	if (!may('alerts.read')) {
		openAlerts.value = 0;
		return;
	}
	try {
		openAlerts.value = (await calls.alerts({ view: 'open', size: 1 }, true)).total;
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
	}
}
