import { useMutation } from '@tanstack/vue-query';
import { type Ref, ref } from 'vue';
import { ApiError, sentenceOf } from './api.ts';
import { forgetUnseen } from './changed.ts';
import { queryClient } from './query-client.ts';

type Act = () => Promise<void>;
type Refused = (refusal: ApiError) => void | Promise<void>;

/** Something a person does that the server answers: whether it is under way, and what went wrong. */
export interface Doing {
	busy: Readonly<Ref<boolean>>;
	/** The sentence when it failed. */
	failure: Ref<string>;
	/** What has to be mended, by the name of the field. */
	errors: Ref<Record<string, string>>;
	/** Shows what a form lacks before anything is sent, and tells whether it lacks anything. */
	lacks: (found: Record<string, string>) => boolean;
	/** Does it, unless it is under way already. `refused` runs once the refusal is shown. */
	run: (act: Act, refused?: Refused) => Promise<void>;
}

/** `fieldOf` makes the name of a field out of the API's path to it. */
export function useDoing(fieldOf = (path: string) => path): Doing {
	const { isPending: busy, mutateAsync } = useMutation(
		{ mutationFn: (act: Act) => act(), onSuccess: forgetUnseen },
		queryClient,
	);
	const failure = ref('');
	const errors = ref<Record<string, string>>({});

	function lacks(found: Record<string, string>): boolean {
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

	return { busy, failure, errors, lacks, run };
}
