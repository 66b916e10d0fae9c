import { computed, type Ref, ref } from 'vue';
import { type Action, useAction } from '../calls/action.ts';

/** Several actions on one page, of which one runs at a time. */
export interface ExclusiveActions extends Pick<Action, 'failure'> {
	/** Name of the running one; empty while none is. */
	busy: Readonly<Ref<string>>;
	during: (what: string, act: () => Promise<void>) => Promise<void>;
}

export function useExclusiveActions(): ExclusiveActions {
	const { busy, failure, run } = useAction();
	const doing = ref('');

	async function during(what: string, act: () => Promise<void>): Promise<void> {
		if (!busy.value) doing.value = what;
		await run(act);
	}

	return { busy: computed(() => (busy.value ? doing.value : '')), failure, during };
}
