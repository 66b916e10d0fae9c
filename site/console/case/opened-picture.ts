import { onBeforeUnmount, ref, watch } from 'vue';
import { fetchAnswer } from '../api.ts';
import { useDoing } from '../doing.ts';
import { me } from '../session.ts';

/** A sealed picture at a path of the API. Each look is logged, so it is fetched by a click only and never kept. */
export function useOpenedPicture(path: string) {
	const picture = ref('');
	const { busy, failure, run } = useDoing();

	const look = () =>
		run(async () => {
			picture.value = URL.createObjectURL(await (await fetchAnswer(path)).blob());
		});

	function close(): void {
		if (picture.value) URL.revokeObjectURL(picture.value);
		picture.value = '';
	}
	watch(me, close);
	onBeforeUnmount(close);

	return { picture, busy, failure, look, close };
}
