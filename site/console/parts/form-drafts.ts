import { reactive, watch } from 'vue';
import { me } from '../calls/session.ts';

const drafts = reactive(new Map<string, Record<string, string>>());

/** What was typed into a form of a report; held in memory until it is sent. */
export function formDraft(number: string, form: string): Record<string, string> {
	const key = `${number} ${form}`;
	const fields = drafts.get(key);
	if (fields) return fields;
	drafts.set(key, {});
	return drafts.get(key) ?? {};
}

/** Removes it once it was sent. */
export function removeFormDraft(number: string, form: string): void {
	drafts.delete(`${number} ${form}`);
}

let last = me.value?.id;
// Cleared for another person at the same browser.
watch(me, (now) => {
	if (now && now.id !== last) drafts.clear();
	if (now) last = now.id;
});
