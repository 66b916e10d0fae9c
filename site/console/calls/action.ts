import { useMutation } from '@tanstack/vue-query';
import { type Ref, ref } from 'vue';
import { ApiError, sentenceOf } from './api.ts';
import { removeInactive } from './invalidate.ts';
import { queryClient } from './query-client.ts';

type Act = () => Promise<void>;
type Refused = (refusal: ApiError) => void | Promise<void>;

/** An action sent to the server, with its pending state and errors. */
export interface Action {
	busy: Readonly<Ref<boolean>>;
	/** The sentence of the refusal. */
	failure: Ref<string>;
	/** Errors by field name. */
	errors: Ref<Record<string, string>>;
	/** Shows errors found before sending, and returns whether there are any. */
	showMissing: (found: Record<string, string>) => boolean;
	/** Runs it, unless it is running already. `refused` runs once the refusal is shown. */
	run: (act: Act, refused?: Refused) => Promise<void>;
}

/** `fieldOf` makes the name of a field out of the API's path to it. */
export function useAction(fieldOf = (path: string) => path): Action {
	const { isPending: busy, mutateAsync } = useMutation(
		{ mutationFn: (act: Act) => act(), onSuccess: removeInactive },
		queryClient,
	);
	const failure = ref('');
	const errors = ref<Record<string, string>>({});

	function showMissing(found: Record<string, string>): boolean {
		failure.value = '';
		errors.value = found;
		return Object.keys(found).length > 0;
	}

	async function run(act: Act, refused?: Refused): Promise<void> {
		if (busy.value) return;
		failure.value = '';
		errors.value = {};
		try {
			await mutateAsync(act);
		} catch (thrown) {
			failure.value = sentenceOf(thrown);
			if (!(thrown instanceof ApiError)) throw thrown;
			errors.value = Object.fromEntries(thrown.errors.map(({ path, message }) => [fieldOf(path), message]));
			await refused?.(thrown);
		}
	}

	return { busy, failure, errors, showMissing, run };
}
