import { reactive, watch } from 'vue';
import { me } from '../calls/session.ts';

const kept = reactive(new Map<string, Record<string, string>>());

/** What was typed into a form of a report, kept while the console is open, until it was sent. */
export function keptFields(number: string, form: string): Record<string, string> {
	const key = `${number} ${form}`;
	const fields = kept.get(key);
	if (fields) return fields;
	kept.set(key, {});
	return kept.get(key) ?? {};
}

/** Forgets what was typed, once it was sent. */
export function forgetFields(number: string, form: string): void {
	kept.delete(`${number} ${form}`);
}

let last = me.value?.id;
// Another person at the same browser must not find it.
watch(me, (now) => {
	if (now && now.id !== last) kept.clear();
	if (now) last = now.id;
});
