import { computed, type Ref, ref } from 'vue';
import { type Doing, useDoing } from '../calls/doing.ts';

/** Several things that a person does in one place, one at a time, which the server answers. */
export interface DoingOneOf extends Pick<Doing, 'failure'> {
	/** Name of the one under way; empty while none is. */
	busy: Readonly<Ref<string>>;
	during: (what: string, act: () => Promise<void>) => Promise<void>;
}

export function useDoingOneOf(): DoingOneOf {
	const { busy, failure, run } = useDoing();
	const doing = ref('');

	async function during(what: string, act: () => Promise<void>): Promise<void> {
		if (!busy.value) doing.value = what;
		await run(act);
	}

	return { busy: computed(() => (busy.value ? doing.value : '')), failure, during };
}
