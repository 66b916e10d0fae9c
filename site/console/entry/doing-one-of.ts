import { type Ref, ref } from 'vue';
import { ApiError, sentenceOf } from '../calls/api.ts';

/** Several things that a person does in one place, one at a time, which the server answers. */
export interface DoingOneOf {
	/** Name of the one under way; empty while none is. */
	busy: Ref<string>;
	/** The sentence when it failed. */
	failure: Ref<string>;
	during: (what: string, act: () => Promise<void>) => Promise<void>;
}

export function useDoingOneOf(): DoingOneOf {
	const busy = ref('');
	const failure = ref('');

	async function during(what: string, act: () => Promise<void>): Promise<void> {
		failure.value = '';
		busy.value = what;
		try {
			await act();
		} catch (thrown) {
			failure.value = sentenceOf(thrown);
			if (!(thrown instanceof ApiError)) throw thrown;
		} finally {
			busy.value = '';
		}
	}

	return { busy, failure, during };
}
